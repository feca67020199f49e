import { setTimeout as pause } from "node:timers/promises";
import { asAdmin } from "../../as-admin.ts";
import type { Teacher } from "../make-school.ts";
import type { Breakage, Evidence } from "./breakage.ts";
import { type Desk, openDesk } from "./desk.ts";
import { codeIn, seatIn } from "./guest.ts";
import type { Scene } from "./scene.ts";

const visitors = 5;
const stepMs = 1_500;

/** Two teachers of the opening, those with most to give, and one of the neighbours take their times back and give some again. */
export const teacherEdits: Breakage = {
	name: "Teachers take their times back while people book them",
	...{ seconds: 0, feltFor: 3, end: async () => {} },
	async begin(rig, saw, scene) {
		const { edited } = scene.neighbours;
		const teachers = [edited, ...(await freest(rig.primaryAdminUrl(), scene, 2))];
		const desks = await Promise.all(teachers.map((teacher) => openDesk(rig, scene, teacher)));
		const over = new AbortController();
		const crowd = Array.from({ length: visitors }, () => comeAndGo(scene, edited, over.signal));
		try {
			for (const each of await editAll(scene, desks)) saw(each);
		} finally {
			over.abort();
			await Promise.all(crowd);
		}
	},
	look(_rig, { from, until }, { calls }) {
		const during = calls.filter(({ sent }) => sent >= from && sent < until);
		const gone = during.filter(({ code }) => code === "GONE0").length;
		const taken = during.filter(
			({ verb, status }) => ["hold", "book"].includes(verb) && status === 201,
		).length;
		return {
			kept: gone > 0 && taken > 0,
			figure: `meanwhile ${taken} times were taken and ${gone} refused as gone`,
		};
	},
};

/** The teachers of the opening with the most times that nobody has. */
async function freest(adminUrl: string, { teachers }: Scene, count: number): Promise<Teacher[]> {
	const { rows } = await asAdmin(adminUrl, (admin) =>
		admin.query<{ handle: string; taken: number }>(
			`select teacher.handle, count(*)::integer as taken
			from app.appointments appointment join app.teachers teacher on teacher.id = appointment.teacher_id
			where appointment.cancelled_at is null group by 1`,
		),
	);
	const taken = new Map(rows.map((row) => [row.handle, row.taken]));
	const free = ({ handle, starts }: Teacher) => starts.length - (taken.get(handle) ?? 0);
	return [...teachers].sort((a, b) => free(b) - free(a)).slice(0, count);
}

/** In four edits: the last third goes, then all; then the first third comes back, and at last what was not of the last. */
async function editAll(scene: Scene, desks: Desk[]): Promise<Evidence[]> {
	const { edited } = scene.neighbours;
	const third = ({ starts }: Teacher, i: number) => Math.floor((3 * i) / starts.length);
	const steps = [(of: number) => of < 2, () => false, (of: number) => of < 1, (of: number) => of < 2];
	const [mine, held, wanted] = [edited.starts[0] ?? "", edited.starts[1] ?? "", edited.starts[2] ?? ""];
	const [owner, holder] = [scene.guest(), scene.guest()];
	const slot = (start: string) => `${edited.handle} ${start}`;
	const booking = seatIn(await owner.book(edited.handle, mine), slot(mine));
	const hold = seatIn(await holder.hold(edited.handle, held), slot(held));

	const statuses: number[] = [];
	const found: Evidence[] = [];
	for (const [n, isOffered] of steps.entries()) {
		const saved = await Promise.all(
			desks.map((desk) => desk.edit((_start, i) => isOffered(third(desk.teacher, i)))),
		);
		statuses.push(...saved);
		if (n === 1) {
			const confirmed = codeIn(await holder.confirm(hold));
			const isThere = await owner.sees(booking);
			const refused = codeIn(await scene.guest().book(edited.handle, wanted));
			found.push({
				kept: confirmed === "201" && isThere && refused === "GONE0",
				figure:
					`with all hours gone, who had a time ${isThere ? "has" : "no longer has"} it, who held one heard ` +
					`${confirmed} as they confirmed it, and who came later heard ${refused}`,
			});
		}
		await pause(stepMs);
	}
	const saved = statuses.filter((status) => status === 200).length;
	const again = codeIn(await scene.guest().hold(edited.handle, edited.starts[3] ?? ""));
	return [
		{
			kept: saved === statuses.length,
			figure: `${saved} of ${statuses.length} edits by ${desks.length} teachers were saved`,
		},
		...found,
		{ kept: ["201", "TAKEN"].includes(again), figure: `what was given again was answered with ${again}` },
	];
}

/** Books a time of the teacher's and gives it back, again and again: one that is offered or one that is not. */
async function comeAndGo(scene: Scene, { handle, starts }: Teacher, signal: AbortSignal): Promise<void> {
	const wait = () => pause(80, undefined, { signal }).catch(() => {});
	for (let i = 0; !signal.aborted; i++) {
		const guest = scene.guest();
		// Not those that the owner and the holder have.
		const start = starts[2 + ((i * 7) % (starts.length - 2))] ?? "";
		const booked = await guest.book(handle, start);
		await wait();
		if (booked.status === 201) await guest.cancel(seatIn(booked, `${handle} ${start}`));
	}
}
