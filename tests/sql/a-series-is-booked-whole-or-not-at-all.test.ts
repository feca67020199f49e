import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel, codeOf } from "../support/verbs.ts";

const { admin } = await ownDatabase();
let teacher = "";
beforeEach(async () => {
	teacher = `ada-${randomUUID().slice(0, 8)}`;
	await seedTeacher(admin, teacher, { zone: "Europe/Berlin", types: [{ horizon_days: 400 }] });
	await admin.query("update app.appointment_types set series_cap = 40");
});

type Series = { series_id: string; bookings: Booked[] };
const weekly = (n: number) => Array.from({ length: n }, (_, i) => slotStart(20 + i * 7 * 48));
const bookSeries = (
	starts: string[],
	{ key = randomUUID() as string, email = `${randomUUID()}@home.example` } = {},
) => call<Series>(admin, "book_series", key, teacher, "lesson", starts, "A Booker", email, "UTC");
const listSeries = (at: string, dates: number, every = 1) =>
	call<{ starts_at: string; is_free: boolean }[]>(admin, "list_series", teacher, "lesson", at, dates, every);

test("eight weeks at the same time are eight bookings of one series, told by one mail to each side", async () => {
	const email = "eight@home.example";
	const { bookings, series_id } = await bookSeries(weekly(8), { email });
	expect(bookings.map(({ starts_at }) => new Date(starts_at).toISOString())).toEqual(weekly(8));
	const { rows } = await admin.query(
		`select count(distinct booking.id)::integer as bookings, count(mail.id)::integer as mails
		from app.bookings booking left join app.mails mail on mail.booking_id = booking.id where series_id = $1`,
		[series_id],
	);
	expect(rows[0]).toEqual({ bookings: 8, mails: 2 });
	expect(await brokenLaws(admin)).toEqual([]);
});

test("where one date is taken, none is booked, and the list says which", async () => {
	await book(admin, { teacher, at: weekly(8)[3] as string });
	const listed = await listSeries(weekly(1)[0] as string, 8);
	expect(listed.map(({ is_free }) => is_free)).toEqual([true, true, true, false, true, true, true, true]);
	expect(await codeOf(bookSeries(weekly(8)))).toBe("TAKEN");
	const free = listed.filter(({ is_free }) => is_free).map(({ starts_at }) => starts_at);
	expect((await bookSeries(free)).bookings).toHaveLength(7);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("the clock on the teacher's wall stays the same over a change of the clocks", async () => {
	const listed = await listSeries(slotStart(20), 40);
	const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Berlin", timeStyle: "short" });
	expect(new Set(listed.map(({ starts_at }) => clock.format(new Date(starts_at)))).size).toBe(1);
	expect(new Set(listed.map(({ starts_at }) => new Date(starts_at).getUTCHours())).size).toBe(2);
	expect(listed.every(({ is_free }) => is_free)).toBe(true);
});

test("the same key gives the first answer again, and with other dates it is REUSE", async () => {
	const key = randomUUID();
	const first = await bookSeries(weekly(3), { key, email: "again@home.example" });
	expect(await bookSeries(weekly(3), { key, email: "again@home.example" })).toEqual(first);
	expect(await codeOf(bookSeries(weekly(2), { key, email: "again@home.example" }))).toBe("REUSE");
});

test("more dates than the type allows, or than one booker may have, are LIMIT", async () => {
	await admin.query("update app.appointment_types set series_cap = 4");
	expect(await codeOf(bookSeries(weekly(5)))).toBe("LIMIT");
	await admin.query("update app.appointment_types set booker_cap = 3");
	expect(await codeOf(bookSeries(weekly(4)))).toBe("LIMIT");
	expect(await codeOf(bookSeries(weekly(3)))).toBe("ok");
});

test("each of its bookings can be cancelled by itself", async () => {
	const { bookings } = await bookSeries(weekly(3));
	await cancel(admin, bookings[1] as Booked);
	const booking = await call<{ series: { state: string }[] }>(
		admin,
		"get_booking",
		bookings[0]?.booking_id,
		1,
	);
	expect(booking.series.map(({ state }) => state)).toEqual(["confirmed", "cancelled", "confirmed"]);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("who is elsewhere at one of its times hears CLASH, and nothing is booked", async () => {
	const other = `${teacher}-other`;
	await seedTeacher(admin, other);
	await book(admin, {
		teacher: other,
		at: weekly(2)[1] as string,
		name: "A Booker",
		email: "busy@home.example",
	});
	expect(await codeOf(bookSeries(weekly(2), { email: "busy@home.example" }))).toBe("CLASH");
	expect(await codeOf(book(admin, { teacher, at: weekly(1)[0] as string }))).toBe("ok");
});
