import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { cancelAsTeacher, seedDesk } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { book, cancel, confirm, hold, outcomeOf } from "../support/verbs.ts";
import { without } from "../support/without.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 16 });
afterAll(() => pool.end());
const types = [{ seats: 3, cutoff_minutes: 0 }];
const soon = () => new Promise((wait) => setTimeout(wait, Math.random() * 4));

/** How a booking stands, and how often its booker was told that it is cancelled. */
const stands = async (on: pg.Client, id: string) =>
	(
		await on.query(
			`select state, cancelled_by_teacher as by_teacher, (
				select count(*)::integer from app.mails mail
				where mail.booking_id = booking.id and mail.kind = 'cancelled' and mail.recipient = 'booker'
			) as told from app.bookings booking where id = $1`,
			[id],
		)
	).rows[0];

test("teacher and booker cancel one booking at once: it is cancelled once, told once, and the seats add up", async () => {
	const { teacher, user } = await seedDesk(admin, { types });
	const by = { teacher: 0, booker: 0 };
	for (let n = 0; n < 60; n++) {
		await book(pool, { teacher, at: slotStart(n) });
		const booked = await book(pool, { teacher, at: slotStart(n) });
		const acts: (() => Promise<unknown>)[] = [
			() => cancelAsTeacher(pool, { user, bookings: [booked.booking_id] }),
			() => cancel(pool, booked),
		];
		expect(
			await Promise.all(
				acts.map((act) =>
					soon()
						.then(act)
						.then(() => "ok"),
				),
			),
		).toEqual(["ok", "ok"]);
		const row = await stands(admin, booked.booking_id);
		expect(row).toMatchObject({ state: "cancelled", told: 1 });
		by[row.by_teacher ? "teacher" : "booker"]++;
	}
	expect(Math.min(by.teacher, by.booker)).toBeGreaterThan(5);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("a time is cancelled while its hold is confirmed: it becomes a booking that is cancelled and told, or it is refused", async () => {
	const { teacher, user } = await seedDesk(admin, { types });
	const seen: Record<string, number> = {};
	for (let n = 0; n < 60; n++) {
		const held = await hold(pool, { teacher, at: slotStart(n) });
		const span = { from: slotStart(n), until: slotStart(n + 1) };
		const [confirmed, { cancelled }] = await Promise.all([
			soon().then(() => outcomeOf(confirm(pool, held))),
			soon().then(() => cancelAsTeacher(pool, { user, ...span })),
		]);
		const row = await stands(admin, held.booking_id);
		if (confirmed === "ok") {
			expect(cancelled).toEqual([held.booking_id]);
			expect(row).toMatchObject({ state: "cancelled", told: 1 });
		} else {
			expect([confirmed, cancelled]).toEqual(["LAPSD", []]);
			expect(row).toMatchObject({ state: "expired", told: 0 });
		}
		seen[confirmed] = (seen[confirmed] ?? 0) + 1;
	}
	expect(Math.min(seen.ok ?? 0, seen.LAPSD ?? 0)).toBeGreaterThan(5);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("two cancel days that overlap while people book and cancel there: everybody is answered, and nobody waits in a circle", async () => {
	const { teacher, user } = await seedDesk(admin, { types });
	for (let n = 0; n < 10; n++) {
		const seats = Array.from({ length: 12 }, (_, i) => ({ teacher, at: slotStart(n * 12 + i) }));
		const booked = await Promise.all(seats.map((wish) => book(pool, wish)));
		const span = { from: slotStart(n * 12), until: slotStart(n * 12 + 12) };
		const outcomes = await Promise.all([
			...[0, 1].map(() => outcomeOf(cancelAsTeacher(pool, { user, ...span }))),
			...booked.map((each) => soon().then(() => outcomeOf(cancel(pool, each)))),
			...seats.map((wish) => soon().then(() => outcomeOf(book(pool, wish)))),
		]);
		expect(outcomes.filter((outcome) => outcome !== "ok")).toEqual([]);
		for (const { booking_id } of booked)
			expect(await stands(admin, booking_id)).toMatchObject({ state: "cancelled", told: 1 });
	}
	expect(await brokenLaws(admin)).toEqual([]);
});

test("without the locks, a seat is given back twice, and the checker says so", async () => {
	const open = await ownDatabase();
	const { teacher, user } = await seedDesk(open.admin, { types });
	await without(
		open.admin,
		"app.cancel_meant(uuid[],uuid,uuid[],text,timestamptz,timestamptz,text,timestamptz[])",
		["order by appointment.id for update", "order by appointment.id"],
		// The booker's turn alone would keep these two apart.
		["perform app.lock_booker(known.email)", "perform known.email"],
	);
	await without(open.admin, "app.withdraw_booking", ["begin", "begin\n  perform pg_sleep(0.01);"]);
	const own = new pg.Pool({ connectionString: open.serverUrl, max: 4 });
	let broken: string[] = [];
	// Until chance has brought them together.
	for (let n = 0; n < 80 && broken.length === 0; n++) {
		for (let seat = 0; seat < 2; seat++) await book(own, { teacher, at: slotStart(n) });
		const booked = await book(own, { teacher, at: slotStart(n) });
		await Promise.all([
			outcomeOf(cancelAsTeacher(own, { user, bookings: [booked.booking_id] })),
			outcomeOf(cancel(own, booked)),
		]);
		broken = await brokenLaws(open.admin);
	}
	await own.end();
	expect(broken.join()).toMatch(/other seats than its bookings have|lacks its mails/);
});
