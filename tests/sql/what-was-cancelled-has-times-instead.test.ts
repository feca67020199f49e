import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { cancelAsTeacher, seedDesk } from "../support/desk.ts";
import { saveOpening, seedOffice } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { plansOf, readWhole, tellPlans } from "../support/plans.ts";
import { slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel } from "../support/verbs.ts";

const { admin } = await ownDatabase();
let email = "";
let teacher = "";
let user = "";
/** There from nine to eleven on every day: four times of half an hour. */
const mornings = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, starts_minute: 540, ends_minute: 660 }));
beforeEach(async () => {
	email = `${randomUUID()}@home.example`;
	await admin.query("update app.mails set failed_at = now() where sent_at is null");
	({ teacher, user } = await seedDesk(admin, { spans: mornings, types: [{ seats: 1 }] }));
});
const typed = (more: string) =>
	admin.query(
		`update app.appointment_types set ${more} where teacher_id = (select id from app.teachers where handle = $1)`,
		[teacher],
	);
/** The nth half hour after nine, so many days from tomorrow on. */
const at = (day: number, n = 0) => slotStart(day * 48 + 18 + n);
const booked = (when: string, more = {}) => book(admin, { teacher, at: when, name: "Kim", email, ...more });
const withdraw = (...bookings: Booked[]) =>
	cancelAsTeacher(admin, { user, bookings: bookings.map(({ booking_id }) => booking_id) });
const clear = (from: string, until: string) => cancelAsTeacher(admin, { user, from, until });

type Time = { starts_at: string; ends_at: string };
type Taken = { kind: string; recipient: string; instead: Time[] | null; booking: { booking_id: string } };
/** What the mail that a booking is none any more names instead as it goes out, and there has to be one; of no other mail there is anything. */
async function named({ booking_id }: Booked): Promise<string[] | null> {
	await admin.query("update app.mails set due_at = now() where sent_at is null and failed_at is null");
	const mails = await call<Taken[]>(admin, "take_mails", 100, 60, true);
	const own = mails.find(
		({ kind, recipient, booking }) =>
			recipient === "booker" && booking.booking_id === booking_id && /cancelled|declined|lapsed/.test(kind),
	);
	if (!own) throw new Error("No mail says that it is none any more.");
	const others = mails.filter(({ kind, recipient }) => recipient === "teacher" || kind === "confirmed");
	expect(others.filter(({ instead }) => instead !== null)).toEqual([]);
	return own.instead?.map(({ starts_at }) => new Date(starts_at).toISOString()) ?? null;
}

test("one that the teacher cancels has the three nearest on other days, and each can be booked", async () => {
	const one = await booked(at(5, 1));
	await withdraw(one);
	const times = await named(one);
	// Not the time itself, nor others of its day, though they are free.
	expect(times).toEqual([at(4, 2), at(4, 3), at(6, 0)]);
	for (const time of times ?? []) await booked(time);
});

test("what is taken, too soon or over is not named, and what the booker cancelled themselves has nothing instead", async () => {
	await typed("notice_minutes = 7200");
	const one = await booked(at(6, 0));
	await Promise.all(
		[at(7, 0), at(7, 2)].map((time) => booked(time, { email: `${randomUUID()}@home.example` })),
	);
	// Five days and more of notice: since the one was booked, six days and more.
	await typed("notice_minutes = 10080");
	await withdraw(one);
	const times = (await named(one)) ?? [];
	expect(times).toHaveLength(3);
	for (const time of times) expect(Date.parse(time)).toBeGreaterThan(Date.now() + 7 * 86_400_000);
	expect(times).not.toContain(at(7, 0));
	expect(times).not.toContain(at(7, 2));

	const own = await booked(at(10, 0), { email: "own@home.example" });
	await cancel(admin, own);
	expect(await named(own)).toBe(null);
});

test("of days that are cleared in one act none is named to anybody, whether they are taken off, or had nothing on them, or not", async () => {
	const [one, two, other] = [await booked(at(5)), await booked(at(7)), await booked(at(8, 1))];
	// On the sixth nobody comes.
	await clear(at(5), at(8, 4));
	const wished = [at(4, 1), at(4, 2), at(4, 3)];
	expect(await named(one)).toEqual(wished);
	for (const each of [two, other]) {
		// Of mails that were taken already nothing comes again: it is told anew.
		await admin.query(
			"update app.mails set attempts = 0, due_at = now(), failed_at = null where booking_id = $1 and kind = 'cancelled'",
			[each.booking_id],
		);
		const times = (await named(each)) ?? [];
		expect(times).toHaveLength(3);
		for (const day of [5, 6, 7, 8])
			expect(times.map((time) => time.slice(0, 10))).not.toContain(at(day).slice(0, 10));
	}
});

test("a time that is taken off has nothing in it, and where nothing is free nothing is named", async () => {
	const one = await booked(at(5));
	await call(admin, "take_time_off", user, randomUUID(), at(2), at(9, -18), "Ill");
	const times = (await named(one)) ?? [];
	expect(times).toHaveLength(3);
	for (const time of times) expect(time < at(2) || time >= at(9, -18)).toBe(true);

	const last = await booked(at(20));
	await call(admin, "take_time_off", user, randomUUID(), new Date().toISOString(), at(90), "Ill");
	expect(await named(last)).toEqual([]);
});

test("it lasts as long as what was booked, and where that is not offered any more nothing is named", async () => {
	await typed("other_durations = array[60]");
	const wish = [randomUUID(), teacher, "lesson", at(5), "Kim", email, "UTC", null, 1, 60];
	const one = await call<Booked>(admin, "book_slot", ...wish);
	await withdraw(one);
	await admin.query("update app.mails set due_at = now() where sent_at is null and failed_at is null");
	const mails = await call<Taken[]>(admin, "take_mails", 100, 60, true);
	const { instead } = mails.find(
		({ recipient, kind }) => recipient === "booker" && kind === "cancelled",
	) as Taken;
	expect(instead).toHaveLength(3);
	for (const { starts_at, ends_at } of instead ?? [])
		expect(Date.parse(ends_at) - Date.parse(starts_at)).toBe(3_600_000);

	await admin.query("update app.mails set due_at = now() where booking_id = $1", [one.booking_id]);
	await typed("other_durations = '{}'");
	expect(await named(one)).toEqual([]);
});

test("who is somewhere else at a time is not told of it", async () => {
	const elsewhere = await seedDesk(admin, { spans: mornings });
	await booked(at(6, 0), { teacher: elsewhere.teacher });
	const one = await booked(at(5, 1));
	await withdraw(one);
	expect(await named(one)).toEqual([at(4, 1), at(4, 2), at(4, 3)]);
});

test("of a class a time with a seat left is named, and a full one is not", async () => {
	await typed("seats = 2");
	await booked(at(6, 0), { email: "a@home.example" });
	for (const full of ["b", "c"]) await booked(at(6, 1), { email: `${full}@home.example` });
	const one = await booked(at(5, 1));
	await withdraw(one);
	expect(await named(one)).toEqual([at(4, 2), at(4, 3), at(6, 0)]);
	const two = await booked(at(5, 1), { email: "other@home.example" });
	for (const more of ["d", "e"]) await booked(at(6, 0), { email: `${more}@home.example` }).catch(() => {});
	await withdraw(two);
	expect(await named(two)).toEqual([at(4, 1), at(4, 2), at(4, 3)]);
});

test("a request that is declined has times instead, too, and what ran out has none", async () => {
	await typed("needs_approval = true");
	const [one, late] = [await booked(at(5, 1)), await booked(at(8, 3), { email: "late@home.example" })];
	await call(admin, "decide_booking", user, one.booking_id, null, false, "Full");
	expect(await named(one)).toEqual([at(4, 2), at(4, 3), at(6, 0)]);
	await admin.query("update app.bookings set decide_until = now() where id = $1", [late.booking_id]);
	await call(admin, "lapse_requests", 50);
	expect(await named(late)).toBe(null);
});

test("a type with its own opening names nothing: only whose turn it is can take a time", async () => {
	const one = await booked(at(5));
	await withdraw(one);
	const office = await seedOffice(admin, `school-${teacher}`, [`other-${teacher}`]);
	const { id } = await saveOpening(admin, office);
	await typed(`opening_id = '${id}'`);
	expect(await named(one)).toEqual([]);
});

test("it reads no table from one end to the other, and a thousand cancelled bookings cost it milliseconds", async () => {
	await admin.query(
		`with slot as (
			select gen_random_uuid() as id, type.id as type_id, type.teacher_id, $2::timestamptz + n * interval '1 day' as at
			from app.appointment_types type join app.teachers teacher on teacher.id = type.teacher_id and teacher.handle = $1
			cross join generate_series(-1000, 0) as n
		), gone as (
			insert into app.appointments (id, teacher_id, appointment_type_id, starts_at, ends_at, busy, seats, seats_taken, cancelled_at)
			select id, teacher_id, type_id, at, at + interval '30 minutes', tstzrange(at, at + interval '30 minutes'), 1, 0, now() from slot
		)
		insert into app.bookings (id, appointment_id, state, during, name, email, cancelled_at)
		select id, id, 'cancelled', tstzrange(at, at + interval '30 minutes'), 'N', id || '@b.example', now() from slot`,
		[teacher, at(3)],
	);
	await admin.query("analyze app.appointments; analyze app.bookings");
	await tellPlans(admin);
	const one = await booked(at(5));
	await withdraw(one);
	const ask = "select app.times_instead(booking) from app.bookings booking where booking.id = $1";
	const plans = await plansOf(admin, ask, [one.booking_id]);
	const large = /appointments|bookings/;
	expect(plans.flatMap(readWhole).filter((table) => large.test(table))).toEqual([]);
	const began = performance.now();
	for (let i = 0; i < 10; i++) await admin.query(ask, [one.booking_id]);
	expect((performance.now() - began) / 10).toBeLessThan(100);
});
