import { setTimeout as pause } from "node:timers/promises";
import { asAdmin } from "../../as-admin.ts";
import type { Breakage, Evidence } from "./breakage.ts";
import { codeIn, type Guest, type Seat, seatIn } from "./guest.ts";
import type { Scene } from "./scene.ts";

const racers = 8;
const forMs = 8_000;

/** One time, which is cancelled while many want it, again and again: each time somebody has it, and nobody else. */
export const oneSeatRaced: Breakage = {
	name: "One seat is cancelled, and booked by many at once, again and again",
	...{ seconds: 0, feltFor: 1, end: async () => {} },
	async begin(rig, saw, scene) {
		let owner: Owned | undefined;
		const rounds: Round[] = [];
		for (const until = Date.now() + forMs; Date.now() < until; ) {
			const round = await race(scene, owner);
			rounds.push(round);
			owner = round.winners[0];
		}
		saw(judgeRounds(rounds));
		saw(await counted(rig.primaryAdminUrl(), scene));
	},
};

/** Somebody with the seat, who may give it back. */
type Owned = { guest: Guest; seat: Seat };
type Round = { attempts: number; winners: Owned[]; others: Record<string, number> };

/** Whoever has it cancels, and eight who are there already try until one of them has it, every other one by holding it first. */
async function race(scene: Scene, owner: Owned | undefined): Promise<Round> {
	const round: Round = { attempts: 0, winners: [], others: {} };
	const cancelled = owner?.guest.cancel(owner.seat);
	await Promise.all(
		Array.from({ length: racers }, async (_, i) => {
			while (round.winners.length === 0 && round.attempts < 40 * racers) {
				const guest = scene.guest();
				round.attempts++;
				const seat = await (i % 2 ? take(guest, scene, round) : holdAndConfirm(guest, scene, round));
				if (seat) round.winners.push({ guest, seat });
				await pause(20);
			}
		}),
	);
	const gone = cancelled && codeIn(await cancelled);
	if (gone && gone !== "200") round.others[`cancel ${gone}`] = 1;
	return round;
}

async function take(guest: Guest, { neighbours: { single } }: Scene, round: Round) {
	const [start = ""] = single.starts;
	const booked = await guest.book(single.handle, start);
	return booked.status === 201 ? seatIn(booked, `${single.handle} ${start}`) : refused(round, codeIn(booked));
}

async function holdAndConfirm(guest: Guest, { neighbours: { single } }: Scene, round: Round) {
	const [start = ""] = single.starts;
	const held = await guest.hold(single.handle, start);
	if (held.status !== 201) return refused(round, codeIn(held));
	const seat = seatIn(held, `${single.handle} ${start}`);
	const confirmed = await guest.confirm(seat);
	return confirmed.status === 201
		? seatIn(confirmed, seat.slot)
		: refused(round, `confirm ${codeIn(confirmed)}`);
}

function refused({ others }: Round, code: string): undefined {
	others[code] = (others[code] ?? 0) + 1;
}

function judgeRounds(rounds: Round[]): Evidence {
	const single = rounds.filter(({ winners }) => winners.length === 1).length;
	const others: Record<string, number> = {};
	for (const round of rounds)
		for (const [code, count] of Object.entries(round.others)) others[code] = (others[code] ?? 0) + count;
	const attempts = rounds.reduce((sum, round) => sum + round.attempts, 0);
	const words = Object.entries(others).map(([code, count]) => `${count} heard ${code}`);
	return {
		kept:
			rounds.length >= 5 && single === rounds.length && Object.keys(others).every((code) => code === "TAKEN"),
		figure: `${attempts} attempts in ${rounds.length} rounds, of which ${single} had one winner; ${words.join(", ")}`,
	};
}

/** What the database has of that time in the end: one seat, taken once, with one booking on it. */
async function counted(adminUrl: string, { neighbours: { single } }: Scene): Promise<Evidence> {
	const { rows } = await asAdmin(adminUrl, (admin) =>
		admin.query<{ standing: number; taken: number; booked: number }>(
			`select count(distinct appointment.id)::integer as standing,
				coalesce(max(appointment.seats_taken), 0)::integer as taken, count(booking.id)::integer as booked
			from app.appointments appointment
			join app.teachers teacher on teacher.id = appointment.teacher_id
			left join app.bookings booking on booking.appointment_id = appointment.id and booking.state = 'confirmed'
			where teacher.handle = $1 and appointment.cancelled_at is null`,
			[single.handle],
		),
	);
	const { standing = 0, taken = 0, booked = 0 } = rows[0] ?? {};
	return {
		kept: standing === 1 && taken === 1 && booked === 1,
		figure: `in the end ${standing} appointment counts ${taken} seat taken and has ${booked} booking`,
	};
}
