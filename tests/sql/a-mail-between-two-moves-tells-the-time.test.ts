import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { moveAsTeacher, seedDesk } from "../support/desk.ts";
import { fromTo, sendKind } from "../support/going-out.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { type Booked, book, call } from "../support/verbs.ts";

const { admin, adminUrl } = await ownDatabase();
let teacher = "";
let user = "";
beforeEach(async () => {
	await admin.query("update app.mails set failed_at = now() where sent_at is null and failed_at is null");
	({ teacher, user } = await seedDesk(admin, { types: [{ seats: 3, cutoff_minutes: 0 }] }));
});
afterEach(async () => expect(await brokenLaws(admin)).toEqual([]));

const shift = ({ booking_id }: Pick<Booked, "booking_id">, from: number, to: number, message?: string) =>
	moveAsTeacher(admin, {
		...{ user, booking: booking_id, from: slotStart(from), to: slotStart(to) },
		...(message !== undefined && { message }),
	});
/** Booked at the first half hour, with an address that was written to a moment ago: its mail waits. */
const second = async () => {
	const email = `${randomUUID()}@home.example`;
	await book(admin, { teacher, at: slotStart(40), email });
	await sendKind(admin, "confirmed");
	return book(admin, { teacher, at: slotStart(0), email });
};
const moves = async () => (await sendKind(admin, "moved")).map(fromTo);

test("a confirmation that waited for a move names the new time, and back again is told", async () => {
	const one = await second();
	await shift(one, 0, 5, "I am ill on Monday");
	expect((await sendKind(admin, "confirmed")).map(({ booking }) => new Date(booking.starts_at))).toEqual([
		new Date(slotStart(5)),
	]);
	await shift(one, 5, 0);
	const [told, ...more] = await sendKind(admin, "moved");
	expect(more).toEqual([]);
	expect(told && fromTo(told)).toEqual([slotStart(5), slotStart(0)]);
	// It said why not Monday, and Monday it is.
	expect(told?.booking.move_message).toBe(null);
});

test("on to a third time is told from the one that the confirmation named, with what was written first", async () => {
	const one = await second();
	await shift(one, 0, 5, "I am ill on Monday");
	await sendKind(admin, "confirmed");
	await shift(one, 5, 9);
	const [told] = await sendKind(admin, "moved");
	expect(told && fromTo(told)).toEqual([slotStart(5), slotStart(9)]);
	expect(told?.booking.move_message).toBe("I am ill on Monday");
});

test("while the confirmation waits still, to and fro is told to nobody", async () => {
	const one = await second();
	await shift(one, 0, 5);
	await shift(one, 5, 0);
	expect(await moves()).toEqual([]);
	expect((await sendKind(admin, "confirmed")).map(({ booking }) => new Date(booking.starts_at))).toEqual([
		new Date(slotStart(0)),
	]);
});

test("a reminder that named the new time counts as well", async () => {
	const one = await book(admin, { teacher, at: slotStart(0) });
	await sendKind(admin, "confirmed");
	await admin.query("update app.appointment_types set reminder_minutes = '{60}'");
	await shift(one, 0, 5);
	await admin.query(
		"insert into app.mails (booking_id, kind, recipient, starts_at, minutes_before) values ($1, 'reminder', 'booker', $2, 60)",
		[one.booking_id, slotStart(5)],
	);
	expect(await sendKind(admin, "reminder")).toHaveLength(1);
	await shift(one, 5, 0);
	expect(await moves()).toEqual([[slotStart(5), slotStart(0)]]);
});

test("of a series, what its one confirmation named of each date", async () => {
	const [email, key] = [`${randomUUID()}@home.example`, randomUUID()];
	await admin.query("update app.appointment_types set series_cap = 3");
	const wish = [teacher, "lesson", [slotStart(0), slotStart(336)], "A Booker", email, "UTC", null, "{}"];
	const { bookings } = await call<{ bookings: [Booked, Booked] }>(
		admin,
		"book_series",
		...[key, ...wish, null, null],
	);
	await shift(bookings[1], 336, 340);
	expect(await sendKind(admin, "confirmed")).toHaveLength(1);
	await shift(bookings[1], 340, 336);
	expect(await moves()).toEqual([[slotStart(340), slotStart(336)]]);
});

test("a mail that failed may have told them, and may not: back to its time is told", async () => {
	const one = await book(admin, { teacher, at: slotStart(0) });
	await sendKind(admin, "confirmed");
	await shift(one, 0, 5);
	expect(await sendKind(admin, "moved", "no answer")).toHaveLength(1);
	await shift(one, 5, 9);
	await shift(one, 9, 5);
	expect((await sendKind(admin, "moved")).map(({ booking }) => new Date(booking.starts_at))).toEqual([
		new Date(slotStart(5)),
	]);
});

test("so does one that somebody takes in the very moment of the move back", async () => {
	const one = await second();
	await shift(one, 0, 5);
	await admin.query(
		`update app.mails set due_at = case when kind = 'confirmed' and recipient = 'booker' then now() else now() + interval '1 hour' end
		where sent_at is null and failed_at is null`,
	);
	const other = new pg.Client(adminUrl);
	await other.connect();
	await other.query("begin");
	const mails = await call<unknown[]>(other, "take_mails", 100, 60, true);
	await shift(one, 5, 0);
	await other.query("commit");
	await other.end();
	expect(mails).toHaveLength(1);
	expect((await sendKind(admin, "moved")).map(({ booking }) => new Date(booking.starts_at))).toEqual([
		new Date(slotStart(0)),
	]);
});
