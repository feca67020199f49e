import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher } from "../support/seed.ts";
import { type Booked, book, call, cancel, codeOf, confirm, hold } from "../support/verbs.ts";
import { join, waitOf } from "../support/waiting.ts";

const { admin } = await ownDatabase();
let teacher = "";
let user = "";
beforeEach(async () => {
	teacher = `ada-${randomUUID().slice(0, 8)}`;
	user = randomUUID();
	const types = [{}, { handle: "group", name: "Group", seats: 3 }];
	await seedTeacher(admin, teacher, { zone: "Europe/Berlin", types });
	await admin.query("update app.teachers set user_id = $1 where handle = $2", [user, teacher]);
});

/**
 * An instant that many days from now, when the clocks of a zone show that. Days are counted from the teacher's own today,
 * which is tomorrow already while it is today elsewhere.
 */
async function at(days: number, clock: string, zone = "Europe/Berlin"): Promise<string> {
	const { rows } = await admin.query(
		"select (((now() at time zone 'Europe/Berlin')::date + $1::integer) + $2::time) at time zone $3 as at",
		[days, clock, zone],
	);
	return rows[0].at.toISOString();
}
const change = (version: number, zone: string, moves: boolean) =>
	call<{ version: number; outside: { id: string }[] }>(admin, "change_zone", user, version, zone, moves);
const startOf = async ({ booking_id }: Booked) => {
	const booking = await call<{ starts_at: string; moves: number; moved_from: string | null }>(
		admin,
		"get_booking",
		booking_id,
		1,
	);
	return new Date(booking.starts_at).toISOString();
};
const mailsOf = async ({ booking_id }: Booked) =>
	(
		await admin.query<{ mail: string }>(
			"select kind || ' ' || recipient as mail from app.mails where booking_id = $1 order by 1",
			[booking_id],
		)
	).rows.map(({ mail }) => mail);
const version = async () => (await call<{ version: number }>(admin, "open_rules", user)).version;

test("bookings stay when they are, hours keep to the new clock, and nobody is written to", async () => {
	const booked = await book(admin, { teacher, at: await at(3, "09:00") });
	const away = [randomUUID(), 0, await at(5, "10:00"), await at(5, "12:00"), "Away"];
	await call(admin, "save_absence", user, ...away);
	const before = await call<{ absences: { starts_at: string }[]; schedules: { spans: unknown }[] }>(
		admin,
		"open_rules",
		user,
	);
	expect(await change(1, "Europe/Lisbon", false)).toMatchObject({ version: 2, outside: [] });
	expect(await startOf(booked)).toBe(await at(3, "09:00"));
	expect(await mailsOf(booked)).toEqual(["confirmed booker", "confirmed teacher"]);
	const after = await call<typeof before & { time_zone: string }>(admin, "open_rules", user);
	expect(after).toMatchObject({ time_zone: "Europe/Lisbon", absences: before.absences });
	expect(after.schedules[0]?.spans).toEqual(before.schedules[0]?.spans);
});

test("bookings move to the same time by the new clock, past each other's old places, and each booker is told once", async () => {
	const booked = [];
	for (const clock of ["09:00", "09:30", "10:00", "10:30", "11:00"])
		booked.push(await book(admin, { teacher, at: await at(3, clock), email: "b@b.example", name: "Bo" }));
	expect(await change(1, "Europe/Lisbon", true)).toMatchObject({ version: 2, outside: [] });
	for (const [i, clock] of ["09:00", "09:30", "10:00", "10:30", "11:00"].entries())
		expect(await startOf(booked[i] as Booked)).toBe(await at(3, clock, "Europe/Lisbon"));
	for (const one of booked)
		expect(await mailsOf(one)).toEqual(["confirmed booker", "confirmed teacher", "moved booker"]);
	expect(await call(admin, "get_booking", booked[0]?.booking_id, 1)).toMatchObject({ moves: 1 });
	// And back, where each goes to where the one before it was.
	await change(2, "Europe/Berlin", true);
	expect(await startOf(booked[0] as Booked)).toBe(await at(3, "09:00"));
	expect(await call(admin, "get_booking", booked[0]?.booking_id, 1)).toMatchObject({ moves: 2 });
	expect(await brokenLaws(admin)).toEqual([]);
});

test("one that was kept where it was is shown where it is moved to, if that is not offered either; one that stays is kept", async () => {
	const [moved, stays] = [
		await book(admin, { teacher, at: await at(3, "09:00") }),
		await book(admin, { teacher, at: await at(4, "09:00") }),
	];
	const { schedules } = await call<{ schedules: { id: string; version: number; name: string }[] }>(
		admin,
		"open_rules",
		user,
	);
	const { id, version, name } = schedules[0] as (typeof schedules)[0];
	await call(admin, "save_schedule", user, id, version, JSON.stringify({ name, spans: [], own_days: [] }));
	await call(admin, "keep_bookings", user, [moved.booking_id, stays.booking_id]);
	expect(await change(1, "Europe/Lisbon", false)).toMatchObject({ outside: [] });
	await call(admin, "cancel_as_teacher", user, randomUUID(), [stays.booking_id], null, null, null, "");
	const { outside } = await change(2, "Europe/Berlin", true);
	expect(outside.map((each) => each.id)).toEqual([moved.booking_id]);
	expect(await call(admin, "keep_bookings", user, [moved.booking_id])).toEqual({ outside: [] });
});

test("calendars from elsewhere are due at once, and who reads one by the old clock settles nothing", async () => {
	type Claim = { id: string; claim: string; time_zone: string };
	const take = async () =>
		(await call<Claim[]>(admin, "take_feeds", 50, 60)).find(({ id }) => id === feed) as Claim;
	const settle = ({ id, claim, time_zone }: Claim) =>
		call(admin, "settle_feed", id, claim, "[]", time_zone, null, null, null, true);
	const feed = randomUUID();
	await call(admin, "save_feed", user, feed, 0, "Private", "sealed");
	expect(await settle(await take())).not.toBeNull();
	expect(await take()).toBeUndefined();
	expect(await change(1, "Europe/Berlin", false)).toMatchObject({ version: 2 });
	expect(await take()).toBeUndefined();

	await change(2, "Europe/Lisbon", false);
	const slow = await take();
	expect(slow.time_zone).toBe("Europe/Lisbon");
	await change(3, "Europe/Paris", false);
	expect(await settle(slow)).toBeNull();
	await call(admin, "fail_feed", slow.id, slow.claim, "Too slow.");
	const next = await take();
	expect(next.time_zone).toBe("Europe/Paris");
	expect(await settle(next)).not.toBeNull();
	// Another's calendars are as they were.
	expect(await take()).toBeUndefined();
});

test("the same again changes nothing, and on what is old it is STALE", async () => {
	const booked = await book(admin, { teacher, at: await at(3, "09:00") });
	const first = await change(1, "Europe/Lisbon", true);
	expect(await change(1, "Europe/Lisbon", true)).toEqual(first);
	expect(await mailsOf(booked)).toHaveLength(3);
	expect(await codeOf(change(1, "Europe/Paris", true))).toBe("STALE");
	expect(await codeOf(change(2, "Mars/Olympus", true))).toBe("INVAL");
	expect(await version()).toBe(2);
});

test("between zones with the same clocks nothing moves and nobody is written to", async () => {
	const booked = await book(admin, { teacher, at: await at(3, "09:00") });
	await change(1, "Europe/Paris", true);
	expect(await mailsOf(booked)).toHaveLength(2);
	expect(await call(admin, "get_booking", booked.booking_id, 1)).toMatchObject({ moves: 0 });
});

test("what would have begun by the new clock does not move, nor does anything else", async () => {
	await admin.query("update app.appointment_types set notice_minutes = 0");
	const { rows } = await admin.query(
		"select date_trunc('hour', now()) + interval '90 minutes' as soon, now() + interval '9 hours' as then",
	);
	const soon = await book(admin, { teacher, at: rows[0].soon.toISOString() });
	const later = await book(admin, { teacher, at: await at(3, "09:00") });
	expect(await codeOf(change(1, "Asia/Kathmandu", true))).toBe("CLOSD");
	expect([await startOf(soon), await startOf(later)]).toEqual([
		rows[0].soon.toISOString(),
		await at(3, "09:00"),
	]);
	expect([await version(), await mailsOf(later)]).toMatchObject([1, { length: 2 }]);
});

test("a student who would be in two places is a CLASH, and all stays as it was", async () => {
	const other = `${teacher}-x`;
	await seedTeacher(admin, other, { zone: "Europe/Berlin" });
	const who = { name: "Two Places", email: `two-${teacher}@booker.example` };
	const mine = await book(admin, { teacher, at: await at(3, "09:00"), ...who });
	await book(admin, { teacher: other, at: await at(3, "10:00"), ...who });
	expect(await codeOf(change(1, "Europe/Lisbon", true))).toBe("CLASH");
	expect(await startOf(mine)).toBe(await at(3, "09:00"));
	expect(await brokenLaws(admin)).toEqual([]);
});

test("two that the new clock would lay upon each other are a CLASH", async () => {
	// Where the clocks skip an hour, what stands in it comes after it.
	const { rows } = await admin.query(
		`select at from generate_series(now(), now() + interval '400 days', interval '1 hour') as at
		where (at at time zone 'Europe/Berlin') + interval '1 hour' <> (at + interval '1 hour') at time zone 'Europe/Berlin'
			and extract(month from at) = 3 order by at limit 1`,
	);
	await admin.query("update app.appointment_types set horizon_days = 500, duration_minutes = 60");
	await admin.query("update app.teachers set time_zone = 'UTC' where handle = $1", [teacher]);
	const change_at = Math.ceil(rows[0].at.getTime() / 3_600_000) * 3_600_000;
	const gap = (minutes: number) => new Date(change_at + (minutes + 60) * 60_000).toISOString();
	const inGap = await book(admin, { teacher, at: gap(0) });
	await book(admin, { teacher, at: gap(60) });
	expect(await codeOf(change(1, "Europe/Berlin", true))).toBe("CLASH");
	expect(await startOf(inGap)).toBe(gap(0));
});

test("whose seat is held only keeps the time that was shown, and one in the way of a move is TAKEN", async () => {
	const held = await hold(admin, { teacher, at: await at(3, "14:00") });
	const booked = await book(admin, { teacher, at: await at(3, "09:00") });
	await change(1, "Europe/Lisbon", true);
	expect(await startOf(booked)).toBe(await at(3, "09:00", "Europe/Lisbon"));
	await confirm(admin, held);
	expect(await startOf(held)).toBe(await at(3, "14:00"));

	const inTheWay = await hold(admin, { teacher, at: await at(3, "09:00") });
	expect(await codeOf(change(2, "Europe/Berlin", true))).toBe("TAKEN");
	await call(admin, "release_hold", inTheWay.booking_id, 1);
	const group = await book(admin, { teacher, type: "group", at: await at(4, "09:00") });
	await hold(admin, { teacher, type: "group", at: await at(4, "09:00") });
	expect(await codeOf(change(2, "Europe/Berlin", true))).toBe("TAKEN");
	expect(await startOf(group)).toBe(await at(4, "09:00"));
	await admin.query("update app.bookings set held_until = now() where state = 'held'");
	await change(2, "Europe/Berlin", true);
	// Lisbon's clocks showed eight then.
	expect(await startOf(group)).toBe(await at(4, "08:00"));
	expect(await brokenLaws(admin)).toEqual([]);
});

test("what is offered to who waits gives way where a booking needs its time, and stands where none does", async () => {
	const address = (who: string) => `${who}-${teacher}@waiter.example`;
	const [inTheWay, seat, aside] = [address("way"), address("seat"), address("aside")];
	async function offered(email: string, type: string, start: string, seats = 1) {
		const booked: Booked[] = [];
		for (let n = 0; n < seats; n++) booked.push(await book(admin, { teacher, type, at: start }));
		await join(admin, { teacher, type, at: start, email });
		await cancel(admin, booked[0] as Booked);
		expect(await waitOf(admin, email)).toMatchObject({ state: "offered" });
	}
	const booked = await book(admin, { teacher, at: await at(3, "09:00") });
	// Where the clocks of Lisbon show nine.
	await offered(inTheWay, "lesson", await at(3, "10:00"));
	await offered(seat, "group", await at(4, "09:00"), 3);
	await offered(aside, "lesson", await at(3, "14:00"));
	expect(await change(1, "Europe/Lisbon", true)).toMatchObject({ version: 2 });
	expect(await startOf(booked)).toBe(await at(3, "09:00", "Europe/Lisbon"));
	for (const email of [inTheWay, seat]) {
		const { id, state } = await waitOf(admin, email);
		expect(state).toBe("waiting");
		expect(await call(admin, "get_wait", id, 1)).toMatchObject({
			place: 1,
			was_taken_back: true,
			offer: null,
		});
	}
	const { state, booking_id } = await waitOf(admin, aside);
	expect(state).toBe("offered");
	expect(await codeOf(confirm(admin, { booking_id, link_version: 1 } as Booked, { email: aside }))).toBe(
		"ok",
	);
	expect(await brokenLaws(admin)).toEqual([]);
});
