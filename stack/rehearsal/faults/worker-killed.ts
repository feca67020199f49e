import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { asAdmin } from "../../as-admin.ts";
import type { Rig } from "../rig.ts";
import type { Breakage } from "./breakage.ts";
import type { Scene } from "./scene.ts";

/** Each word of an SMTP server comes so much later: its last "I have it" as well. */
const slowMs = 1_000;
const patienceMs = 20_000;

/**
 * Whoever takes bookings also sends their mails: the last instance, whose mail server is slow. It is killed the moment that
 * a mail of its own has arrived and is not marked as sent.
 */
export const workerKilled: Breakage = {
	name: "Who sends the mails is killed between sending one and marking it",
	seconds: 2,
	feltFor: 4,
	async begin(rig, saw, scene) {
		rig.doors.smtp?.slow(slowMs);
		await causeMails(rig, scene);
		await asAdmin(rig.primaryAdminUrl(), async (admin) => {
			const seen = await untilBetween(rig, admin);
			await lastOf(rig).kill();
			// A mark that was on its way is done by now, or never.
			await pause(300);
			const between = await unmarkedOf(seen, admin);
			killed.set(rig, between);
			saw({
				kept: between.length > 0,
				figure: `killed while ${between.length} mails had arrived and were not marked as sent`,
			});
		});
	},
	async end(rig) {
		rig.doors.smtp?.open();
		await lastOf(rig).start();
	},
	look(rig) {
		const between = killed.get(rig) ?? [];
		const came = between.map((id) => rig.deliveries.filter(({ messageId }) => messageId.includes(id)));
		const again = came.filter(({ length }) => length > 1);
		const names = again.map((each) => new Set(each.map(({ messageId }) => messageId)).size);
		return {
			kept: again.length === between.length && names.every((count) => count === 1),
			figure: `${again.length} of them came again, ${names.filter((count) => count === 1).length} by one Message-ID`,
		};
	},
};

/** Of each rehearsal: the mails that were between the two. */
const killed = new WeakMap<Rig, string[]>();

/** Three book at the instance itself, which then has their mails to send. */
async function causeMails(rig: Rig, { neighbours, guest }: Scene): Promise<void> {
	const teacher = neighbours.open.at(-2);
	const port = Number(new URL(rig.instanceUrls.at(-1) ?? "").port);
	const booked = await Promise.all(
		[0, 1, 2].map((i) => guest(port).book(teacher?.handle ?? "", teacher?.starts[i] ?? "")),
	);
	for (const { status } of booked)
		if (status !== 201) throw new Error(`a booking that was to cause a mail was answered with ${status}`);
}

/** Waits for mails that arrived a moment ago and are not marked yet, as only the slow one's are; gives their ids. */
async function untilBetween(rig: Rig, admin: pg.Client): Promise<string[]> {
	let before: string[] = [];
	for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await pause(slowMs / 4)) {
		const between = await unmarkedOf(before, admin);
		if (between.length > 0) return between;
		before = rig.deliveries.map(({ messageId }) => messageId.slice(1, 37));
	}
	return [];
}

/** Which of these the outbox has as still to be sent. */
async function unmarkedOf(ids: string[], admin: pg.Client): Promise<string[]> {
	const { rows } = await admin.query<{ id: string }>(
		"select id from app.mails where sent_at is null and failed_at is null and id::text = any ($1)",
		[ids],
	);
	return rows.map(({ id }) => id);
}

const lastOf = (rig: Rig) => {
	const last = rig.instances.at(-1);
	if (!last) throw new Error("There is no instance.");
	return last;
};
