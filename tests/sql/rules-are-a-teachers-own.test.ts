import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { everyHour } from "../support/import-wish.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { book, call, codeOf } from "../support/verbs.ts";

const { admin } = await ownDatabase();
let teacher = "";
let user = "";
beforeEach(async () => {
	teacher = `ada-${randomUUID().slice(0, 8)}`;
	user = randomUUID();
	await seedTeacher(admin, teacher);
	await admin.query("update app.teachers set user_id = $1 where handle = $2", [user, teacher]);
});

type Schedule = { id: string; name: string; version: number; is_usual: boolean; types: string[] };
type Absence = { id: string; version: number };
type Saved = { schedule: Schedule; outside: { id: string }[]; version: number };
type Rules = {
	schedules: Schedule[];
	absences: Absence[];
	version: number;
	outside: { id: string }[];
	holidays: unknown[];
	coming: number;
	next_at: string | null;
};
const rules = () => call<Rules>(admin, "open_rules", user);
const usual = async () => (await rules()).schedules[0] as Schedule;
const day = (n: number) => slotStart(n * 48).slice(0, 10);
const saveSchedule = (id: string, version: number, wish: object, who = user) =>
	call<Saved>(
		admin,
		"save_schedule",
		who,
		id,
		version,
		JSON.stringify({ name: "Weekly hours", spans: everyHour, own_days: [], ...wish }),
	);
const free = async (from: number, until: number) =>
	(
		await call<{ slots: unknown[] }>(
			admin,
			"list_slots",
			teacher,
			"lesson",
			slotStart(from),
			slotStart(until),
		)
	).slots.length;

test("a day with hours of its own has those, a day off has none, and the next week is as usual", async () => {
	const { id, version } = await usual();
	const own_days = [
		{ day: day(1), spans: [{ starts_minute: 600, ends_minute: 720 }] },
		{ day: day(2), spans: [] },
	];
	expect((await saveSchedule(id, version, { own_days })).schedule).toMatchObject({
		own_days,
		version: version + 1,
	});
	expect([await free(48, 96), await free(96, 144), await free(144, 192)]).toEqual([4, 0, 48]);
	expect(await codeOf(book(admin, { teacher, at: slotStart(96) }))).toBe("GONE0");
	expect(await codeOf(book(admin, { teacher, at: slotStart(68) }))).toBe("ok");
});

test("who saves the same again hears the same, who saves on what is old hears STALE, and nothing changes", async () => {
	const { id, version } = await usual();
	const own_days = [{ day: day(3), spans: [] }];
	const first = await saveSchedule(id, version, { own_days });
	expect(await saveSchedule(id, version, { own_days })).toEqual(first);
	expect(await codeOf(saveSchedule(id, version, { own_days: [] }))).toBe("STALE");
	expect(await codeOf(saveSchedule(id, version, { own_days, name: "Other" }))).toBe("STALE");
	expect(await usual()).toMatchObject({ own_days, version: version + 1 });
});

test("a new schedule is made once, belongs to one teacher, and goes only when no type has it", async () => {
	const id = randomUUID();
	const spans = [{ weekday: 1, starts_minute: 0, ends_minute: 60 }];
	const first = await saveSchedule(id, 0, { name: "Evenings", spans });
	expect(await saveSchedule(id, 0, { name: "Evenings", spans })).toEqual(first);
	await admin.query(
		"update app.appointment_types set schedule_id = $1 where teacher_id = (select id from app.teachers where handle = $2)",
		[id, teacher],
	);
	expect(await free(0, 7 * 48)).toBe(2);
	const other = randomUUID();
	await seedTeacher(admin, `${teacher}-x`);
	await admin.query("update app.teachers set user_id = $1 where handle = $2", [other, `${teacher}-x`]);
	expect(await codeOf(saveSchedule(id, 1, { name: "Mine" }, other))).toBe("NTFND");
	expect(await codeOf(saveSchedule(id, 0, { name: "Mine" }, other))).toBe("NTFND");
	await call(admin, "drop_schedule", other, id);
	expect((await rules()).schedules).toHaveLength(2);
	expect(await codeOf(call(admin, "drop_schedule", user, id))).toBe("INVAL");
	expect(await free(0, 7 * 48)).toBe(2);
	await admin.query("update app.appointment_types set retired_at = now() where schedule_id = $1", [id]);
	await call(admin, "drop_schedule", user, id);
	await call(admin, "drop_schedule", user, id);
	expect((await rules()).schedules).toHaveLength(1);
	await admin.query("update app.appointment_types set retired_at = null where schedule_id = $1", [
		(await usual()).id,
	]);
	expect(await free(0, 7 * 48)).toBe(336);
	expect(await codeOf(call(admin, "drop_schedule", user, (await usual()).id))).toBe("INVAL");
});

test("another schedule becomes the usual one, and then the first may go and come back", async () => {
	const first = await usual();
	const id = randomUUID();
	await saveSchedule(id, 0, { name: "Evenings", is_usual: true });
	expect(await saveSchedule(id, 0, { name: "Evenings", is_usual: true })).toMatchObject({
		schedule: { is_usual: true, version: 1 },
	});
	expect((await rules()).schedules.map(({ name, is_usual }) => [name, is_usual])).toEqual([
		["Evenings", true],
		["Weekly hours", false],
	]);
	// Left out, it stays what it is.
	expect((await saveSchedule(id, 1, { name: "Late" })).schedule).toMatchObject({ is_usual: true });
	await admin.query("update app.appointment_types set schedule_id = $1 where schedule_id = $2", [
		id,
		first.id,
	]);
	await call(admin, "drop_schedule", user, first.id);
	expect((await saveSchedule(first.id, 0, { name: "Weekly hours" })).schedule).toMatchObject({
		id: first.id,
		is_usual: false,
	});
	expect(await codeOf(saveSchedule(first.id, 0, { is_usual: true }))).toBe("STALE");
});

test("holidays of the region are days off, but for those on which the teacher works and days with hours of their own", async () => {
	const { version } = await rules();
	const days = JSON.stringify([
		{ day: day(1), name: "Harvest" },
		{ day: day(2), name: "Harvest" },
		{ day: day(3), name: "Founders" },
	]);
	const saved = await call<Saved>(admin, "save_holidays", user, version, "ZZ", ["Founders"], days);
	expect(saved.version).toBe(version + 1);
	const { id, version: hours } = await usual();
	await saveSchedule(id, hours, {
		own_days: [{ day: day(2), spans: [{ starts_minute: 0, ends_minute: 60 }] }],
	});
	expect([await free(48, 96), await free(96, 144), await free(144, 192)]).toEqual([0, 2, 48]);
	expect((await rules()).holidays).toHaveLength(3);
	expect(await codeOf(call(admin, "save_holidays", user, version, null, [], "[]"))).toBe("STALE");
	await call(admin, "save_holidays", user, version + 1, null, [], "[]");
	expect(await free(48, 96)).toBe(48);
});

test("an absence takes its time, can be changed and taken back, and is nobody else's to change", async () => {
	const id = randomUUID();
	const away = (version: number, from: number, until: number, who = user) =>
		call<Absence>(admin, "save_absence", who, id, version, slotStart(from), slotStart(until), "Away");
	expect(await codeOf(away(1, 50, 60))).toBe("NTFND");
	expect((await away(0, 50, 60)).version).toBe(1);
	expect((await away(0, 50, 60)).version).toBe(1);
	expect(await free(48, 96)).toBe(38);
	expect(await codeOf(book(admin, { teacher, at: slotStart(55) }))).toBe("GONE0");
	await away(1, 50, 52);
	expect(await codeOf(away(1, 50, 70))).toBe("STALE");
	expect(await codeOf(away(0, 50, 70))).toBe("STALE");
	expect((await rules()).absences).toMatchObject([{ id, version: 2 }]);
	expect(await free(48, 96)).toBe(46);
	const other = randomUUID();
	await seedTeacher(admin, `${teacher}-x`);
	await admin.query("update app.teachers set user_id = $1 where handle = $2", [other, `${teacher}-x`]);
	expect(await codeOf(away(2, 50, 70, other))).toBe("NTFND");
	expect(await codeOf(away(0, 50, 70, other))).toBe("NTFND");
	await call(admin, "drop_absence", other, id);
	expect(await free(48, 96)).toBe(46);
	await call(admin, "drop_absence", user, id);
	expect(await free(48, 96)).toBe(48);
});

test("a schedule or an absence goes only as it was seen: what was changed since is refused, and stays", async () => {
	const [schedule, absence] = [randomUUID(), randomUUID()];
	const away = (version: number, until: number) =>
		call(admin, "save_absence", user, absence, version, slotStart(50), slotStart(until), "Away");
	await saveSchedule(schedule, 0, { name: "Evenings" });
	await saveSchedule(schedule, 1, { name: "Evenings", own_days: [{ day: day(2), spans: [] }] });
	await away(0, 60);
	await away(1, 70);
	expect(await codeOf(call(admin, "drop_schedule", user, schedule, 1))).toBe("STALE");
	expect(await codeOf(call(admin, "drop_absence", user, absence, 1))).toBe("STALE");
	expect(await rules()).toMatchObject({
		schedules: [{ name: "Weekly hours" }, { name: "Evenings", version: 2 }],
		absences: [{ id: absence, version: 2 }],
	});
	// As seen; again, which is once; and by who has seen no version.
	for (const version of [[2], [2], [null], []]) {
		await call(admin, "drop_schedule", user, schedule, ...version);
		await call(admin, "drop_absence", user, absence, ...version);
	}
	expect(await rules()).toMatchObject({ schedules: [{ name: "Weekly hours" }], absences: [] });
});

test("what was booked stands when the rules go, is shown until the teacher keeps it, and never twice", async () => {
	const [inside, gone] = [
		await book(admin, { teacher, at: slotStart(50) }),
		await book(admin, { teacher, at: slotStart(100) }),
	];
	const { id, version } = await usual();
	const { outside } = await saveSchedule(id, version, { own_days: [{ day: day(2), spans: [] }] });
	expect(outside.map((each) => each.id)).toEqual([gone.booking_id]);
	expect(await rules()).toMatchObject({ outside, coming: 2, next_at: inside.starts_at });
	expect(
		await call(admin, "keep_bookings", randomUUID(), [gone.booking_id]).catch((error) => error.code),
	).toBe("DNIED");
	expect(await call(admin, "keep_bookings", user, [inside.booking_id, gone.booking_id])).toEqual({
		outside: [],
	});
	expect((await rules()).outside).toEqual([]);
	expect(await call(admin, "get_booking", gone.booking_id, 1)).toMatchObject({ state: "confirmed" });
});

test("what is booked of a duration, a date or a type that is offered no more is shown, and kept or cancelled like any", async () => {
	type Type = Record<string, unknown> & { id: string; version: number };
	const save = async (change: object) => {
		const [{ id, version, ...type } = {} as Type] = await call<Type[]>(admin, "list_types", user);
		const wish = JSON.stringify({ ...type, ...change });
		const { outside } = await call<Saved>(admin, "save_type", user, id, version, wish);
		return outside.map((each) => each.id);
	};
	const shown = async () => (await rules()).outside.map((each) => each.id);
	await save({ other_durations: [60, 90] });
	const short = await book(admin, { teacher, at: slotStart(2) });
	const [long, late] = [
		await call<{ booking_id: string }>(
			admin,
			"book_slot",
			...[randomUUID(), teacher, "lesson", slotStart(60), "Long", "long@home.example", "UTC", null, 1, 60],
		),
		await book(admin, { teacher, at: slotStart(100) }),
	];
	expect(await shown()).toEqual([]);
	expect(await save({ other_durations: [90] })).toEqual([long.booking_id]);
	expect(await save({ other_durations: [60] })).toEqual([]);
	expect(await save({ first_day: day(0), last_day: day(1) })).toEqual([late.booking_id]);
	expect(await save({ first_day: day(0), last_day: day(2) })).toEqual([]);
	// A day above a new cap has nothing of which one could say that it is the one too many.
	await book(admin, { teacher, at: slotStart(4) });
	expect(await save({ first_day: null, last_day: null, day_cap: 1 })).toEqual([]);

	const [{ id: type } = {} as Type] = await call<Type[]>(admin, "list_types", user);
	await call(admin, "retire_type", user, type);
	expect(await shown()).toHaveLength(4);
	await call(admin, "keep_bookings", user, [short.booking_id, late.booking_id]);
	expect(await shown()).toHaveLength(2);
	await call(
		admin,
		"cancel_as_teacher",
		...[user, randomUUID(), await shown(), null, null, null, "No more of these."],
	);
	expect(await shown()).toEqual([]);
	expect(await call(admin, "get_booking", short.booking_id, 1)).toMatchObject({ state: "confirmed" });
	expect(await call(admin, "get_booking", long.booking_id, 1)).toMatchObject({ state: "cancelled" });
	await call(admin, "restore_type", user, type);
	expect(await shown()).toEqual([]);
});

test("nobody who is no teacher opens or changes any of it", async () => {
	const nobody = randomUUID();
	for (const [verb, ...values] of [
		["open_rules"],
		["list_types"],
		["save_schedule", randomUUID(), 0, "{}"],
		["drop_schedule", randomUUID()],
		["drop_schedule", randomUUID(), 1],
		["save_absence", randomUUID(), 0, slotStart(0), slotStart(1), ""],
		["change_zone", 1, "Europe/Lisbon", false],
		["drop_absence", randomUUID()],
		["drop_absence", randomUUID(), 1],
		["save_holidays", 1, null, [], "[]"],
		["save_type", randomUUID(), 0, "{}"],
		["retire_type", randomUUID()],
	] as [string, ...unknown[]][])
		expect(await codeOf(call(admin, verb, nobody, ...values)), verb).toBe("DNIED");
});
