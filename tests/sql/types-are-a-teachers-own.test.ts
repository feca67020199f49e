import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { openingWish, seedOffice } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { book, call, codeOf, confirm, hold } from "../support/verbs.ts";

const { admin } = await ownDatabase();
let teacher = "";
let user = "";
beforeEach(async () => {
	teacher = `ada-${randomUUID().slice(0, 8)}`;
	user = randomUUID();
	await seedTeacher(admin, teacher, { school: teacher });
	await admin.query("update app.teachers set user_id = $1 where handle = $2", [user, teacher]);
});

type Type = Record<string, unknown> & { id: string; version: number };
const types = () => call<Type[]>(admin, "list_types", user);
const lesson = async () => (await types())[0] as Type;
const save = ({ id, version, ...wish }: Type, change: object = {}, who = user) =>
	call<{ type: Type; outside: unknown[] }>(
		admin,
		"save_type",
		who,
		id,
		version,
		JSON.stringify({ ...wish, ...change }),
	);
const bookAs = (answers: object, { at = slotStart(0), minutes = null as number | null } = {}) =>
	call<{ booking_id: string; ends_at: string }>(
		admin,
		"book_slot",
		...[randomUUID(), teacher, "lesson", at, "A Booker", `${randomUUID()}@home.example`, "UTC", null, 1],
		...[minutes, JSON.stringify(answers)],
	);
const list = async (from: string, until: string, minutes: number | null = null) =>
	(await call<{ slots: { ends_at: string }[] }>(admin, "list_slots", teacher, "lesson", from, until, minutes))
		.slots;

test("a type is made once under its id, changed once a version, and saved again without harm", async () => {
	const like = await lesson();
	const made = { ...like, id: randomUUID(), version: 0, handle: "exam", name: "Exam" };
	const first = await save(made);
	expect(await save(made)).toEqual(first);
	const second = await save(first.type, { name: "Long exam", duration_minutes: 90 });
	expect(second.type).toMatchObject({ name: "Long exam", duration_minutes: 90, version: 2 });
	expect(await codeOf(save(first.type, { name: "Other" }))).toBe("STALE");
	expect(await types()).toHaveLength(2);
});

test("no two types of a teacher have one address, and nobody has another's type or schedule", async () => {
	const like = await lesson();
	expect(await codeOf(save({ ...like, id: randomUUID(), version: 0 }))).toBe("INVAL");
	const other = randomUUID();
	await seedTeacher(admin, `${teacher}-x`, { school: teacher });
	await admin.query("update app.teachers set user_id = $1 where handle = $2", [other, `${teacher}-x`]);
	expect(await codeOf(save(like, { name: "Mine" }, other))).toBe("INVAL");
	const [theirs] = await call<Type[]>(admin, "list_types", other);
	expect(await codeOf(save(like, { schedule_id: theirs?.schedule_id, handle: "mine" }, other))).toBe("NTFND");
	expect(await codeOf(call(admin, "retire_type", other, like.id))).toBe("NTFND");
	expect(await lesson()).toEqual(like);
});

test("one that is retired is booked no more, and what was booked of it stands, to be kept or cancelled", async () => {
	const booked = await book(admin, { teacher, at: slotStart(0) });
	const { id } = await lesson();
	const outside = [expect.objectContaining({ id: booked.booking_id, name: expect.any(String) })];
	expect(await call(admin, "retire_type", user, id)).toEqual({ handle: teacher, outside });
	expect(await call(admin, "retire_type", user, id)).toEqual({ handle: teacher, outside });
	expect(await call(admin, "restore_type", user, id)).toEqual({ handle: teacher, outside: [] });
	await call(admin, "retire_type", user, id);
	expect(await call(admin, "keep_bookings", user, [booked.booking_id])).toEqual({ outside: [] });
	expect(await codeOf(book(admin, { teacher, at: slotStart(1) }))).toBe("NTFND");
	expect(await call(admin, "get_booking", booked.booking_id, 1)).toMatchObject({ state: "confirmed" });
});

test("a booker chooses one of its durations, and no other", async () => {
	await save(await lesson(), { other_durations: [60, 90] });
	const day: [string, string] = [slotStart(0), slotStart(48)];
	expect([
		(await list(...day)).length,
		(await list(...day, 60)).length,
		(await list(...day, 90)).length,
	]).toEqual([48, 47, 46]);
	const booked = await bookAs({}, { minutes: 90 });
	expect(Date.parse(booked.ends_at) - Date.parse(slotStart(0))).toBe(90 * 60_000);
	expect(await codeOf(bookAs({}, { at: slotStart(10), minutes: 45 }))).toBe("NTFND");
	expect((await list(...day)).length).toBe(45);
});

test("on its dates alone it is offered, whatever its horizon", async () => {
	const day = (n: number) => slotStart(n * 48).slice(0, 10);
	await save(await lesson(), { horizon_days: 1, first_day: day(3), last_day: day(4) });
	expect((await list(slotStart(0), slotStart(10 * 48))).length).toBe(96);
	expect(await codeOf(book(admin, { teacher, at: slotStart(2 * 48) }))).toBe("CLOSD");
	expect(await codeOf(book(admin, { teacher, at: slotStart(5 * 48) }))).toBe("CLOSD");
	expect(await codeOf(book(admin, { teacher, at: slotStart(4 * 48) }))).toBe("ok");
});

test("its dates are days on the teacher's wall, wherever that is", async () => {
	const day = slotStart(3 * 48).slice(0, 10);
	await save(await lesson(), { first_day: day, last_day: day });
	for (const [zone, midnight] of [
		["UTC", "00:00Z"],
		["Etc/GMT+9", "00:00-09"],
		["Etc/GMT-14", "00:00+14"],
	]) {
		await admin.query("update app.teachers set time_zone = $1 where handle = $2", [zone, teacher]);
		const begins = new Date(`${day}T${midnight}${midnight?.endsWith("Z") ? "" : ":00"}`).getTime();
		const starts = (await list(slotStart(0), slotStart(10 * 48))).map(({ ends_at }) => Date.parse(ends_at));
		expect([starts.length, starts[0]], zone).toEqual([48, begins + 30 * 60_000]);
	}
});

test("its dates go as far ahead as holidays and other calendars are known, by the teacher's calendar", async () => {
	const { rows } = await admin.query(
		"select ((now() at time zone 'Pacific/Kiritimati')::date + each)::text as day from unnest(array[700, 730, 731]) as each",
	);
	const [first_day, last_day, beyond] = rows.map(({ day }) => day as string);
	await admin.query("update app.teachers set time_zone = 'Pacific/Kiritimati' where handle = $1", [teacher]);
	const before = await lesson();
	const no = await save(before, { first_day, last_day: beyond }).catch((error) => error);
	expect([no.code, JSON.parse(no.detail)]).toEqual(["INVAL", { lastDay: "At most two years ahead." }]);
	expect(await lesson()).toEqual(before);
	expect((await save(before, { first_day, last_day })).type).toMatchObject({ last_day });
});

test("a day that has as many as it may is not offered, and a cancellation opens it again", async () => {
	await save(await lesson(), { day_cap: 2, cutoff_minutes: 0 });
	const [first] = [
		await book(admin, { teacher, at: slotStart(0) }),
		await book(admin, { teacher, at: slotStart(5) }),
	];
	expect((await list(slotStart(0), slotStart(96))).length).toBe(48);
	expect(await codeOf(book(admin, { teacher, at: slotStart(9) }))).toBe("TAKEN");
	await call(admin, "cancel_booking", first.booking_id, 1);
	expect(await codeOf(book(admin, { teacher, at: slotStart(9) }))).toBe("ok");
});

test("a hold that ran out gives way to a cap's last place, and cannot come back as one more", async () => {
	await save(await lesson(), { day_cap: 1 });
	const held = await hold(admin, { teacher, at: slotStart(0) });
	expect(await codeOf(book(admin, { teacher, at: slotStart(3) }))).toBe("TAKEN");
	await admin.query("update app.bookings set held_until = now() - interval '1 second' where id = $1", [
		held.booking_id,
	]);
	await admin.query(
		"update app.appointments set held_until = now() - interval '1 second' where held_until is not null",
	);
	expect(await codeOf(book(admin, { teacher, at: slotStart(3) }))).toBe("ok");
	expect(await codeOf(confirm(admin, held))).toBe("LAPSD");
});

const questions = [
	{ id: "topic", label: "What is it about?", kind: "text", required: true },
	{ id: "more", label: "Anything else?", kind: "long", required: false },
	{ id: "level", label: "Which level?", kind: "choice", required: false, choices: ["A", "B"] },
	{ id: "terms", label: "I have read the terms", kind: "check", required: true },
];

test("what is asked is kept beside what was said, in the order of the questions", async () => {
	await save(await lesson(), { questions });
	const booked = await bookAs({ level: "B", terms: true, topic: "Fractions" });
	expect(await call(admin, "get_booking", booked.booking_id, 1)).toMatchObject({
		answers: [
			{ label: "What is it about?", answer: "Fractions" },
			{ label: "Which level?", answer: "B" },
			{ label: "I have read the terms", answer: true },
		],
	});
	const held = await hold(admin, { teacher, at: slotStart(9) });
	const say = (answers: object) =>
		call(
			admin,
			"confirm_hold",
			randomUUID(),
			held.booking_id,
			1,
			"N",
			"n@home.example",
			"UTC",
			JSON.stringify(answers),
		);
	expect(await codeOf(say({}))).toBe("INVAL");
	expect(await codeOf(say({ topic: "x", terms: true }))).toBe("ok");
});

test.each<[string, object]>([
	["one that is missing", { terms: true }],
	["a blank one", { topic: "  ", terms: true }],
	["a check that is required and not set", { topic: "x", terms: false }],
	["a choice that is none", { topic: "x", terms: true, level: "C" }],
	["one to what was not asked", { topic: "x", terms: true, shoe: "42" }],
	["a number", { topic: 5, terms: true }],
	["nothing at all, said aloud", { topic: "x", terms: true, more: null }],
	["one that is too long", { topic: "x".repeat(501), terms: true }],
	["a word for a check", { topic: "x", terms: "yes" }],
	["a list for text", { topic: ["x"], terms: true }],
])("%s is no answer: INVAL, and nothing is booked", async (_what, answers) => {
	await save(await lesson(), { questions });
	expect(await codeOf(bookAs(answers))).toBe("INVAL");
	expect((await list(slotStart(0), slotStart(48))).length).toBe(48);
});

test.each([
	["without an id", [{ label: "x", kind: "text", required: true }]],
	["of an unknown kind", [{ id: "a", label: "x", kind: "file", required: true }]],
	["twice", [questions[0], questions[0]]],
	["with one choice", [{ id: "a", label: "x", kind: "choice", required: true, choices: ["A"] }]],
	["that need not say whether they must", [{ id: "a", label: "x", kind: "text" }]],
	["eleven of them", Array.from({ length: 11 }, (_, i) => ({ ...questions[0], id: `q${i}` }))],
	["that are none", { id: "a" }],
])("questions %s are not kept", async (_what, wrong) => {
	const saved = save(await lesson(), { questions: wrong }).then(
		() => "kept",
		(error) => error.constraint,
	);
	expect(await saved).toBe("appointment_types_ask_plainly");
});

test("one that is hidden is not on the teacher's page, and can be booked by who has its address", async () => {
	await save(await lesson(), { is_hidden: true });
	expect((await call<{ types: unknown[] }>(admin, "get_teacher", teacher)).types).toEqual([]);
	expect(await codeOf(book(admin, { teacher, at: slotStart(0) }))).toBe("ok");
});

test("a video room is told to who has booked, and not on the teacher's page", async () => {
	const place = "https://rooms.example/my-room";
	await save(await lesson(), { place_kind: "video", place });
	expect(JSON.stringify(await call(admin, "get_teacher", teacher))).not.toContain("my-room");
	const booked = await book(admin, { teacher, at: slotStart(0) });
	expect(await call(admin, "get_booking", booked.booking_id, 1)).toMatchObject({
		place_kind: "video",
		place,
	});
});

test("a new type of a teacher whose school waits for an opening waits as well", async () => {
	const office = await seedOffice(admin, `${teacher}-school`, [`${teacher}-t`]);
	await call(admin, "save_opening", office.staff, randomUUID(), 0, JSON.stringify(openingWish()));
	const me = randomUUID();
	await admin.query("update app.teachers set user_id = $1 where handle = $2", [me, `${teacher}-t`]);
	const [like] = await call<Type[]>(admin, "list_types", me);
	await save({ ...(like as Type), id: randomUUID(), version: 0, handle: "new" }, {}, me);
	const booking = call(
		admin,
		"book_slot",
		randomUUID(),
		`${teacher}-t`,
		"new",
		slotStart(3),
		"N",
		"n@home.example",
		"UTC",
	);
	expect(["CLOSD", "QUEUE"]).toContain(await codeOf(booking));
});
