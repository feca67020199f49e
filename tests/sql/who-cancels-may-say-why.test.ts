import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { cancelAsTeacher, seedDesk } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { inShort, noted } from "../support/trail.ts";
import { type Booked, book, call, codeOf } from "../support/verbs.ts";

const { admin } = await ownDatabase();
const why = "We are all in bed with a cold.\nSorry!";
let teacher = "";
let user = "";
beforeEach(async () => {
	({ teacher, user } = await seedDesk(admin, { types: [{ seats: 1, cutoff_minutes: 0 }] }));
});
const booked = (n: number, more = {}) => book(admin, { teacher, at: slotStart(n), ...more });
const cancel = ({ booking_id }: Booked, reason: string | null) =>
	call<{ state: string }>(admin, "cancel_booking", booking_id, 1, reason);
const reasonOf = async ({ booking_id }: Booked) =>
	(await call<{ cancel_reason: string | null }>(admin, "get_booking", booking_id, 1)).cancel_reason;

test("what a booker says of it is kept with the booking, in the trail, and for the desk and its programs", async () => {
	const one = await booked(0);
	const [line, ...more] = await noted(admin, () => cancel(one, why));
	expect(inShort(line ? [line] : [])).toEqual(["booker cancelled booking"]);
	expect([line?.reason, more]).toEqual([why, []]);
	expect(await reasonOf(one)).toBe(why);
	const { rows } = await admin.query(
		"select app.describe_listed(booking) as listed from app.bookings booking where id = $1",
		[one.booking_id],
	);
	expect(rows[0].listed).toMatchObject({ cancel_reason: why, cancelled_by_teacher: false });
});

test("who says nothing has said nothing, as who asks as an older build does", async () => {
	const [one, two] = [await booked(0), await booked(1)];
	await cancel(one, null);
	await call(admin, "cancel_booking", two.booking_id, 1);
	expect([await reasonOf(one), await reasonOf(two)]).toEqual([null, null]);
});

test("the first word stands: who cancels again changes nothing, nor what the teacher has said", async () => {
	const [one, two] = [await booked(0), await booked(1)];
	await cancel(one, why);
	expect(await cancel(one, "Another")).toMatchObject({ state: "cancelled" });
	await cancelAsTeacher(admin, { user, bookings: [two.booking_id], reason: "I am ill" });
	await cancel(two, why);
	expect([await reasonOf(one), await reasonOf(two)]).toEqual([why, "I am ill"]);
});

test("where it is refused, nothing is said", async () => {
	const one = await booked(0);
	await admin.query("update app.appointment_types set cutoff_minutes = 43200");
	expect(await codeOf(cancel(one, why))).toBe("LATE0");
	expect(await reasonOf(one)).toBeNull();
});

test("a request that is taken back may say why, too", async () => {
	await admin.query("update app.appointment_types set needs_approval = true");
	const one = await booked(0);
	await cancel(one, why);
	expect(await reasonOf(one)).toBe(why);
});

test("of a series it is said of each date that is cancelled by it, and of no other", async () => {
	await admin.query("update app.appointment_types set needs_approval = false, series_cap = 3");
	const who = ["Series", `${randomUUID()}@booker.example`, "UTC"];
	const dates = [slotStart(0), slotStart(48), slotStart(96)];
	const { bookings } = await call<{ bookings: Booked[] }>(
		...([admin, "book_series", randomUUID(), teacher, "lesson", dates, ...who] as const),
	);
	const [first, ...rest] = bookings as [Booked, ...Booked[]];
	await cancel(first, null);
	await call(admin, "cancel_series", first.booking_id, 1, why);
	expect(await reasonOf(first)).toBeNull();
	for (const each of rest) expect(await reasonOf(each)).toBe(why);
});

test("who is erased takes it along, in the trail as well", async () => {
	const email = `${randomUUID()}@booker.example`;
	const one = await booked(0, { email });
	await cancel(one, why);
	await admin.query("select app.erase_booker($1, null, true)", [email]);
	const { rows } = await admin.query(
		`select cancel_reason as said, (select count(*)::integer from app.audit where subject_id = booking.id and reason is not null) as noted
		from app.bookings booking where id = $1`,
		[one.booking_id],
	);
	expect(rows).toEqual([{ said: null, noted: 0 }]);
});
