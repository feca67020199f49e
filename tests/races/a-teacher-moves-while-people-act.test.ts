import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { moveAsTeacher, seedDesk } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { book, cancel, confirm, hold, move, outcomeOf, tally } from "../support/verbs.ts";
import { without } from "../support/without.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 16 });
afterAll(() => pool.end());
const types = (seats: number) => ({ types: [{ seats, cutoff_minutes: 0 }] });
const soon = () => new Promise((wait) => setTimeout(wait, Math.random() * 4));
const heardOf = (act: () => Promise<unknown>) => soon().then(() => outcomeOf(act()));

/** How a booking stands, and of which start its booker was told last. */
const stands = async (on: pg.Client, id: string) => {
	const { rows } = await on.query(
		`select state, lower(during) as at, moves, (
			select count(*)::integer from app.mails mail
			where mail.booking_id = booking.id and mail.kind = 'moved' and mail.recipient = 'booker'
		) as told from app.bookings booking where id = $1`,
		[id],
	);
	return { ...rows[0], at: rows[0].at.toISOString() };
};

test("teacher and booker move one booking at once: it stands at one of the two times, and each move was told", async () => {
	const { teacher, user } = await seedDesk(admin, types(1));
	const heard: string[] = [];
	for (let n = 0; n < 40; n++) {
		const [at, to, other] = [slotStart(n * 3), slotStart(n * 3 + 1), slotStart(n * 3 + 2)];
		const booked = await book(pool, { teacher, at });
		const [byTeacher, byBooker] = await Promise.all([
			heardOf(() => moveAsTeacher(pool, { user, booking: booked.booking_id, from: at, to })),
			heardOf(() => move(pool, booked, other)),
		]);
		// The booker chooses after the teacher; a teacher does not move what they have not seen.
		expect(byBooker).toBe("ok");
		expect(byTeacher).toMatch(/^(ok|STALE)$/);
		heard.push(byTeacher);
		const moves = byTeacher === "ok" ? 2 : 1;
		expect(await stands(admin, booked.booking_id)).toMatchObject({ at: other, moves, told: moves });
	}
	expect(Object.keys(tally(heard)).toSorted()).toEqual(["STALE", "ok"]);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("a teacher moves what its booker cancels: it is cancelled, told of each, and both times are free", async () => {
	const { teacher, user } = await seedDesk(admin, types(1));
	const heard: string[] = [];
	for (let n = 0; n < 40; n++) {
		const [at, to] = [slotStart(n * 2), slotStart(n * 2 + 1)];
		const booked = await book(pool, { teacher, at });
		const [byTeacher, byBooker] = await Promise.all([
			heardOf(() => moveAsTeacher(pool, { user, booking: booked.booking_id, from: at, to })),
			heardOf(() => cancel(pool, booked)),
		]);
		expect(byBooker).toBe("ok");
		expect(byTeacher).toMatch(/^(ok|STALE)$/);
		heard.push(byTeacher);
		expect(await stands(admin, booked.booking_id)).toMatchObject({ state: "cancelled" });
		for (const free of [at, to]) await book(pool, { teacher, at: free });
	}
	expect(Object.keys(tally(heard)).toSorted()).toEqual(["STALE", "ok"]);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("of a teacher who moves to a time and those who book it, one has it", async () => {
	const { teacher, user } = await seedDesk(admin, types(1));
	const heard: string[] = [];
	for (let n = 0; n < 40; n++) {
		const [at, to] = [slotStart(n * 2), slotStart(n * 2 + 1)];
		const booked = await book(pool, { teacher, at });
		const [byTeacher = "", ...others] = await Promise.all([
			heardOf(() => moveAsTeacher(pool, { user, booking: booked.booking_id, from: at, to })),
			...[1, 2].map(() => heardOf(() => book(pool, { teacher, at: to }))),
			heardOf(async () => confirm(pool, await hold(pool, { teacher, at: to }))),
		]);
		expect([byTeacher, ...others].filter((each) => each === "ok")).toHaveLength(1);
		expect([byTeacher, ...others].filter((each) => each === "TAKEN")).toHaveLength(3);
		heard.push(byTeacher);
		expect(await stands(admin, booked.booking_id)).toMatchObject({
			...{ state: "confirmed", at: byTeacher === "ok" ? to : at, told: byTeacher === "ok" ? 1 : 0 },
		});
	}
	expect(Object.keys(tally(heard)).toSorted()).toEqual(["TAKEN", "ok"]);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("a class moves while people join, leave and change it: nobody waits in a circle, and all who stand are in one place", async () => {
	const { teacher, user } = await seedDesk(admin, types(6));
	const heard: string[] = [];
	for (let n = 0; n < 25; n++) {
		const [at, to, other] = [slotStart(n * 3), slotStart(n * 3 + 1), slotStart(n * 3 + 2)];
		const booked = [];
		for (let seat = 0; seat < 4; seat++) booked.push(await book(pool, { teacher, at }));
		const [first, second, third] = booked as [(typeof booked)[0], (typeof booked)[0], (typeof booked)[0]];
		const wish = { user, booking: first.booking_id, from: at, to };
		const outcomes = await Promise.all([
			heardOf(() => moveAsTeacher(pool, wish)),
			heardOf(() => moveAsTeacher(pool, { ...wish, booking: second.booking_id, to: other })),
			heardOf(() => cancel(pool, second)),
			heardOf(() => move(pool, third, other)),
			heardOf(() => book(pool, { teacher, at })),
			heardOf(async () => confirm(pool, await hold(pool, { teacher, at }))),
		]);
		expect(outcomes.filter((each) => !/^(ok|STALE|TAKEN)$/.test(each))).toEqual([]);
		heard.push(...outcomes.slice(0, 2));
	}
	expect(tally(heard).ok ?? 0).toBeGreaterThan(5);
	expect(await brokenLaws(admin)).toEqual([]);
}, 60_000);

test("with the constraint that forbids it dropped, a teacher moves onto what is booked, and the checker says so", async () => {
	const open = await ownDatabase();
	await open.admin.query(`
		alter table app.appointments drop constraint appointments_never_overlap;
		alter table app.appointments add constraint appointments_never_overlap exclude using gist (id with =, busy with &&)`);
	const { teacher, user } = await seedDesk(open.admin, types(1));
	const own = new pg.Pool({ connectionString: open.serverUrl, max: 4 });
	const { booking_id: booking } = await book(own, { teacher, at: slotStart(0) });
	await Promise.all([
		outcomeOf(moveAsTeacher(own, { user, booking, from: slotStart(0), to: slotStart(1) })),
		outcomeOf(book(own, { teacher, at: slotStart(1) })),
	]);
	await own.end();
	expect((await brokenLaws(open.admin)).join()).toContain("two overlapping appointments");
});

test("without the turns and the lock, what is cancelled meanwhile is moved, which the database does not allow", async () => {
	const open = await ownDatabase();
	const { teacher, user } = await seedDesk(open.admin, types(1));
	await without(open.admin, "api.move_as_teacher", [
		"perform app.lock_booker(known.email)",
		"perform known.email",
	]);
	await without(open.admin, "app.lock_shift", ["for update", ""]);
	await without(open.admin, "app.shift_appointment", ["begin", "begin\n  perform pg_sleep(0.02);"]);
	const own = new pg.Pool({ connectionString: open.serverUrl, max: 4 });
	const heard: string[] = [];
	// Until chance has brought them together.
	for (let n = 0; n < 80 && !heard.includes("23514"); n++) {
		const at = slotStart(n * 2);
		const booked = await book(own, { teacher, at });
		const wish = { user, booking: booked.booking_id, from: at, to: slotStart(n * 2 + 1) };
		const moving = outcomeOf(moveAsTeacher(own, wish));
		await soon();
		await cancel(own, booked);
		heard.push(await moving);
	}
	await own.end();
	// A check of a table, and no refusal.
	expect(heard).toContain("23514");
});
