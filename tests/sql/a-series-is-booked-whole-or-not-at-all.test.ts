import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel, codeOf, hold } from "../support/verbs.ts";

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
	held?: Booked,
) => {
	const wish = [teacher, "lesson", starts, "A Booker", email, "UTC", null, "{}"];
	return call<Series>(admin, "book_series", key, ...wish, held?.booking_id, held?.link_version);
};
const cancelSeries = ({ booking_id, link_version }: Booked) =>
	call<{ cancelled: number; left: number }>(admin, "cancel_series", booking_id, link_version);
const listSeries = (at: string, dates: number, every = 1) =>
	call<{ starts_at: string; is_free: boolean; no: string | null }[]>(
		admin,
		"list_series",
		teacher,
		"lesson",
		at,
		dates,
		every,
	);

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

test("where the clock shows a time twice its date is the earlier one, where it never does there is none, and what is listed as free is booked", async () => {
	// Berlin goes back on the last Sunday of October, and ahead on that of March, an hour at 1:00 UTC.
	const weekBefore = (month: number, clock: string) => {
		const sundays = [0, 1].map((more) => {
			const last = new Date(Date.UTC(new Date().getUTCFullYear() + more, month, 31));
			last.setUTCDate(31 - last.getUTCDay() - 7);
			return `${last.toISOString().slice(0, 10)}T${clock}:00.000Z`;
		});
		return sundays.find((at) => at > slotStart(0)) as string;
	};
	const after = (at: string, weeks: number, hours = 0) =>
		new Date(Date.parse(at) + weeks * 7 * 86_400_000 + hours * 3_600_000).toISOString();
	const shown = async (at: string) =>
		(await listSeries(at, 3)).map(({ starts_at, no }) => [new Date(starts_at).toISOString(), no]);
	const twice = weekBefore(9, "00:30");
	expect(await shown(twice)).toEqual([
		[twice, null],
		[after(twice, 1), null],
		[after(twice, 2, 1), null],
	]);
	const never = weekBefore(2, "01:30");
	expect(await shown(never)).toEqual([
		[never, null],
		[after(never, 1), "GONE0"],
		[after(never, 2, -1), null],
	]);
	for (const at of [twice, never]) {
		const free = (await listSeries(at, 3)).filter(({ is_free }) => is_free);
		expect((await bookSeries(free.map(({ starts_at }) => starts_at))).bookings).toHaveLength(free.length);
	}
	expect(await codeOf(bookSeries([after(twice, 1, 1)]))).toBe("GONE0");
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

test("the refusal names the first date that is not offered, or else the first that is not to be had", async () => {
	const dates = weekly(8);
	const named = (starts: string[]) =>
		bookSeries(starts).then(
			() => "nobody",
			({ code, detail }) => [code, new Date(JSON.parse(detail).startsAt).toISOString()],
		);
	await book(admin, { teacher, at: dates[5] as string });
	await book(admin, { teacher, at: dates[3] as string });
	expect(await named(dates.toReversed())).toEqual(["TAKEN", dates[3]]);
	const never = new Date(Date.parse(dates[6] as string) + 60_000).toISOString();
	expect(await named([...dates.slice(0, 6), never])).toEqual(["GONE0", never]);
	await admin.query("update app.appointment_types set horizon_days = 31, notice_minutes = 5 * 1440");
	expect(await named(dates)).toEqual(["LATE0", dates[0]]);
	expect(await named(dates.slice(1))).toEqual(["CLOSD", dates[5]]);
});

test("where dates begin later than the notice, or are over, the list says what a booking would hear", async () => {
	const [at] = weekly(1) as [string];
	const on = (from: number, until: number) =>
		admin.query(
			"update app.appointment_types set notice_minutes = 5 * 1440, dates = daterange(current_date + $1::integer, current_date + $2::integer)",
			[from, until],
		);
	for (const [from, until] of [
		[0, 4],
		[20, 30],
		[-9, -2],
	] as const) {
		await on(from, until);
		const [first] = await listSeries(at, 1);
		expect([first?.no, await codeOf(bookSeries([at]))]).toEqual(["LATE0", "LATE0"]);
	}
});

test("each date that is not to be had says why", async () => {
	const dates = weekly(6);
	await book(admin, { teacher, at: dates[1] as string });
	await admin.query(
		`insert into app.overrides (schedule_id, day, minutes)
		select id, ($1::timestamptz at time zone 'Europe/Berlin')::date, '{}' from app.schedules
		where teacher_id = (select id from app.teachers where handle = $2)`,
		[dates[2], teacher],
	);
	await admin.query("update app.appointment_types set horizon_days = 31");
	const why = async () => (await listSeries(dates[0] as string, 6)).map(({ no }) => no);
	expect(await why()).toEqual([null, "TAKEN", "GONE0", null, null, "CLOSD"]);
	await admin.query("update app.appointment_types set notice_minutes = 5 * 1440");
	expect((await why())[0]).toBe("LATE0");
});

describe("a hold on one of the dates", () => {
	test("becomes its booking, and nobody else gets it meanwhile", async () => {
		const dates = weekly(3);
		const held = await hold(admin, { teacher, at: dates[1] as string });
		expect(await codeOf(bookSeries(dates))).toBe("TAKEN");
		const { bookings } = await bookSeries(dates, {}, held);
		expect(bookings[1]).toEqual({ ...bookings[1], booking_id: held.booking_id, link_version: 1 });
		const { rows } = await admin.query(
			`select booking.state, appointment.seats_taken, appointment.held_until
			from app.bookings booking join app.appointments appointment on appointment.id = booking.appointment_id
			where series_id is not null and booking.id = any ($1)`,
			[bookings.map(({ booking_id }) => booking_id)],
		);
		expect(rows).toEqual(Array(3).fill({ state: "confirmed", seats_taken: 1, held_until: null }));
		expect(await brokenLaws(admin)).toEqual([]);
	});

	test("stands as it was where another date is taken, and where it is on none of them", async () => {
		const dates = weekly(3);
		const held = await hold(admin, { teacher, at: dates[0] as string });
		await book(admin, { teacher, at: dates[2] as string });
		expect(await codeOf(bookSeries(dates, {}, held))).toBe("TAKEN");
		expect((await bookSeries(dates.slice(1, 2), {}, held)).bookings).toHaveLength(1);
		const { rows } = await admin.query("select state, series_id from app.bookings where id = $1", [
			held.booking_id,
		]);
		expect(rows).toEqual([{ state: "held", series_id: null }]);
	});

	test("by a wrong link is nobody's", async () => {
		const dates = weekly(2);
		const held = await hold(admin, { teacher, at: dates[0] as string });
		expect(await codeOf(bookSeries(dates, {}, { ...held, link_version: 2 }))).toBe("TAKEN");
	});

	test("is refused with CLASH where the student is elsewhere", async () => {
		const other = `${teacher}-other`;
		await seedTeacher(admin, other);
		const [at] = weekly(1) as [string];
		await book(admin, { teacher: other, at, name: "A Booker", email: "held@home.example" });
		const held = await hold(admin, { teacher, at });
		expect(await codeOf(bookSeries(weekly(2), { email: "held@home.example" }, held))).toBe("CLASH");
	});
});

describe("all coming dates are cancelled as one", () => {
	const states = async ({ booking_id }: Booked) =>
		(await call<{ series: { state: string }[] }>(admin, "get_booking", booking_id, 1)).series.map(
			({ state }) => state,
		);

	test("by the link of any of them, told by one mail, and their times are free again", async () => {
		const { bookings } = await bookSeries(weekly(4));
		await cancel(admin, bookings[2] as Booked);
		expect(await cancelSeries(bookings[1] as Booked)).toMatchObject({ cancelled: 3, left: 0, teacher });
		expect(await states(bookings[0] as Booked)).toEqual(Array(4).fill("cancelled"));
		expect((await listSeries(weekly(1)[0] as string, 4)).every(({ is_free }) => is_free)).toBe(true);
		// Again it is the same as once.
		expect(await cancelSeries(bookings[1] as Booked)).toMatchObject({ cancelled: 0, left: 0 });
		const { rows } = await admin.query(
			`select count(*)::integer as mails from app.mails
			where kind = 'cancelled' and recipient = 'booker' and booking_id = any ($1)`,
			[bookings.map(({ booking_id }) => booking_id)],
		);
		// One for the date that went by itself, one for the rest.
		expect(rows[0].mails).toBe(2);
		expect(await brokenLaws(admin)).toEqual([]);
	});

	test("but for those that start too soon; where all do, it is LATE0", async () => {
		const { bookings } = await bookSeries(weekly(3));
		await admin.query("update app.appointment_types set cutoff_minutes = 5 * 1440");
		expect(await cancelSeries(bookings[2] as Booked)).toMatchObject({ cancelled: 2, left: 1 });
		expect(await states(bookings[0] as Booked)).toEqual(["confirmed", "cancelled", "cancelled"]);
		expect(await codeOf(cancelSeries(bookings[0] as Booked))).toBe("LATE0");
	});

	test("by no wrong link, and of no booking that is by itself", async () => {
		const { bookings } = await bookSeries(weekly(2));
		expect(await codeOf(cancelSeries({ ...(bookings[0] as Booked), link_version: 2 }))).toBe("NTFND");
		const alone = await book(admin, { teacher, at: slotStart(22) });
		expect(await codeOf(cancelSeries(alone))).toBe("NTFND");
		expect(await states(bookings[0] as Booked)).toEqual(["confirmed", "confirmed"]);
	});
});

test("a series of which one date was cancelled before its mail went out is told of all the same", async () => {
	await admin.query("update app.mails set sent_at = now()");
	const { bookings } = await bookSeries(weekly(2));
	await cancel(admin, bookings[0] as Booked);
	const due = await call<{ kind: string; recipient: string; booking: { booking_id: string } }[]>(
		admin,
		"take_mails",
		20,
		60,
		true,
	);
	const told = due.filter(({ booking }) => booking.booking_id === bookings[0]?.booking_id);
	expect(told.map(({ kind, recipient }) => `${kind} ${recipient}`).sort()).toContain("confirmed booker");
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
