import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { begin, cancelAsTeacher, seedDesk } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { book, call, codeOf } from "../support/verbs.ts";

const { admin } = await ownDatabase();
type Week = {
	monday: string;
	offered_minutes: number;
	booked_minutes: number;
	came: number;
	missed: number;
	unmarked: number;
	cancelled: number;
	coming: number;
};
type Figures = {
	weeks: Week[];
	leads: { days: number; bookings: number }[];
	types: { name: string; bookings: number; minutes: number }[];
};
const figures = (user: string, back = 2, ahead = 4) =>
	call<Figures>(admin, "desk_figures", user, back, ahead);
const sum = (list: Week[], part: Exclude<keyof Week, "monday">) =>
	list.reduce((all, week) => all + week[part], 0);
const nine = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, starts_minute: 540, ends_minute: 720 }));

test("weeks begin on Monday by the teacher's clocks, one for each asked, and offer what the hours have", async () => {
	const { user } = await seedDesk(admin, {
		zone: "Pacific/Auckland",
		spans: nine,
		types: [{}, { handle: "long", name: "Long", duration_minutes: 60 }],
	});
	const { weeks } = await figures(user);
	expect(weeks).toHaveLength(7);
	for (const { monday } of weeks) expect(new Date(monday).getUTCDay()).toBe(1);
	const here = new Date(new Date().toLocaleString("en-US", { timeZone: "Pacific/Auckland" }));
	const since = (here.getTime() - Date.parse(weeks[2]?.monday ?? "")) / 86_400_000;
	expect(since).toBeGreaterThanOrEqual(0);
	expect(since).toBeLessThan(7.1);
	// Two types share the same three hours of five days.
	expect(new Set(weeks.map(({ offered_minutes }) => offered_minutes))).toEqual(new Set([900]));
});

test("a day off is not offered, and what is booked outside the hours is", async () => {
	const { teacher, user } = await seedDesk(admin);
	await book(admin, { teacher, at: slotStart(0) });
	await admin.query(
		"delete from app.weekly_hours where schedule_id = (select schedule.id from app.schedules schedule join app.teachers teacher on teacher.id = schedule.teacher_id where teacher.handle = $1)",
		[teacher],
	);
	const { weeks } = await figures(user);
	expect([sum(weeks, "offered_minutes"), sum(weeks, "booked_minutes")]).toEqual([30, 30]);
});

test("what a type has on its own dates is offered on those, and on no other day of its hours", async () => {
	const { teacher, user } = await seedDesk(admin, { spans: [] });
	const id = "(select id from app.teachers where handle = $1)";
	await admin.query(
		`insert into app.weekly_hours (schedule_id, weekday, minutes)
		select id, 4, '{[960,1200)}' from app.schedules where teacher_id = ${id}`,
		[teacher],
	);
	const { weeks: before } = await figures(user);
	expect(new Set(before.map(({ offered_minutes }) => offered_minutes))).toEqual(new Set([240]));
	const thursday = new Date(Date.parse(before[3]?.monday ?? "") + 3 * 86_400_000).toISOString().slice(0, 10);
	await admin.query(
		`update app.appointment_types set dates = daterange($2, $2, '[]'), notice_minutes = 60 where teacher_id = ${id}`,
		[teacher, thursday],
	);
	const { weeks } = await figures(user);
	expect(weeks.map(({ offered_minutes }) => offered_minutes)).toEqual([0, 0, 0, 240, 0, 0, 0]);
});

test("of the weeks that are over what a calendar from elsewhere took then is not offered", async () => {
	const { user } = await seedDesk(admin, { spans: nine });
	const feed = randomUUID();
	await call(admin, "save_feed", user, feed, 0, "Private", "sealed");
	const { weeks: before } = await figures(user);
	const monday = Date.parse(before[0]?.monday ?? "");
	const at = (hours: number) => new Date(monday + hours * 3_600_000).toISOString();
	await admin.query(
		"insert into app.busy_times (teacher_id, feed_id, during) select teacher_id, id, tstzrange($2, $3) from app.busy_feeds where id = $1",
		[feed, at(0), at(24)],
	);
	const claims = await call<{ id: string; claim: string }[]>(admin, "take_feeds", 10, 60);
	const { claim } = claims.find(({ id }) => id === feed) ?? {};
	await call(admin, "settle_feed", feed, claim, "[]", "UTC", null, null, null, true);
	const { weeks } = await figures(user);
	expect(weeks[0]?.offered_minutes).toBe((before[0]?.offered_minutes ?? 0) - 180);
});

test("each booking is counted once, as what became of it, and a group's time once for all of it", async () => {
	const { teacher, user } = await seedDesk(admin, {
		types: [{ seats: 3 }, { handle: "exam", name: "Exam" }],
	});
	const ids: string[] = [];
	for (let n = 0; n < 4; n++)
		ids.push((await book(admin, { teacher, type: "exam", at: slotStart(n) })).booking_id);
	const [came = "", missed = "", unmarked = "", gone = ""] = ids;
	await begin(admin, came, 40);
	await begin(admin, missed, 80);
	await begin(admin, unmarked, 120);
	await call(admin, "mark_attendance", user, came, "completed");
	await call(admin, "mark_attendance", user, missed, "no_show");
	await cancelAsTeacher(admin, { user, bookings: [gone] });
	for (let seat = 0; seat < 3; seat++) await book(admin, { teacher, at: slotStart(20) });
	await book(admin, { teacher, type: "lesson", at: slotStart(48 * 9) });

	const { weeks, leads, types } = await figures(user);
	const all = (part: Exclude<keyof Week, "monday">) => sum(weeks, part);
	expect([all("came"), all("missed"), all("unmarked"), all("cancelled"), all("coming")]).toEqual([
		1, 1, 1, 1, 4,
	]);
	expect(all("booked_minutes")).toBe(5 * 30);
	expect(types).toEqual([
		{ name: "Lesson", bookings: 4, minutes: 60 },
		{ name: "Exam", bookings: 3, minutes: 90 },
	]);
	expect(leads.reduce((total, { bookings }) => total + bookings, 0)).toBe(7);
	expect(leads.map(({ days }) => days)).toEqual([0, 1, 2, 4, 8, 15, 31]);
	// What has begun before it was booked counts as of the same day; the last one is more than a week ahead.
	expect(leads[0]?.bookings).toBeGreaterThanOrEqual(3);
	expect(leads[4]?.bookings).toBe(1);
});

test("who is no teacher is DNIED", async () => {
	expect(await codeOf(figures(randomUUID()))).toBe("DNIED");
});
