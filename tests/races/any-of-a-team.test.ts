import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeEach, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { seedOffice } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { call, codeOf, outcomeOf } from "../support/verbs.ts";
import { without } from "../support/without.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 20 });
afterAll(() => pool.end());

let team = "";
let teachers: string[] = [];
let staff = "";
beforeEach(async () => {
	team = `team-${randomUUID().slice(0, 8)}`;
	teachers = ["a", "b", "c"].map((name) => `${team}-${name}`);
	({ staff } = await seedOffice(admin, `${team}-school`, teachers));
	await save({ teachers });
});

type Team = { id: string; version: number; teachers: string[] };
const save = (wish: object, version = 0, id: string = randomUUID(), who = staff) =>
	call<Team>(
		admin,
		"save_team",
		who,
		id,
		version,
		JSON.stringify({ handle: team, name: "Any of us", subject: null, teachers: [], ...wish }),
	);
const bookAny = (at: string, key: string = randomUUID()) =>
	call<{ teacher: string; booking_id: string }>(
		pool,
		"book_team_slot",
		...[key, team, "lesson", at, "A Booker", `${randomUUID()}@home.example`, "UTC"],
	);
const list = () =>
	call<{ slots: { starts_at: string; teachers: number; seats_left: number }[] }>(
		admin,
		"list_team_slots",
		...[team, "lesson", slotStart(0), slotStart(48)],
	);
async function each(): Promise<number[]> {
	const { rows } = await admin.query(
		`select (select count(*) from app.appointments a where a.teacher_id = t.id and a.cancelled_at is null)::integer as n
		from app.teachers t where t.handle = any ($1) order by n`,
		[teachers],
	);
	return rows.map(({ n }) => n);
}

test("twelve who book any of three at once, at twelve times of a week, are four with each", async () => {
	await Promise.all(Array.from({ length: 12 }, (_, i) => bookAny(slotStart(i))));
	expect(await each()).toEqual([4, 4, 4]);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("without taking turns they are not", async () => {
	const { rows } = await admin.query("select pg_get_functiondef('app.pick_teachers'::regproc) as source");
	await without(admin, "app.pick_teachers", ["perform pg_advisory_xact_lock(", "perform ("]);
	let uneven = false;
	for (let n = 0; n < 30 && !uneven; n++) {
		await Promise.all(Array.from({ length: 12 }, (_, i) => bookAny(slotStart(n * 12 + i))));
		const [least = 0, , most = 0] = await each();
		uneven = most > least;
	}
	await admin.query(rows[0].source);
	expect(uneven).toBe(true);
});

test("of thirty who want any of three at one time, three get one each, and the others hear TAKEN", async () => {
	const outcomes = await Promise.all(Array.from({ length: 30 }, () => outcomeOf(bookAny(slotStart(3)))));
	expect(outcomes.filter((outcome) => outcome === "ok")).toHaveLength(3);
	expect(outcomes.filter((outcome) => outcome === "TAKEN")).toHaveLength(27);
	expect(await each()).toEqual([1, 1, 1]);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("the list is all their times, and says with how many one may be had", async () => {
	expect((await list()).slots.map((slot) => slot.teachers)).toEqual(Array(48).fill(3));
	for (let i = 0; i < 3; i++) {
		expect((await list()).slots[5]).toMatchObject({ teachers: 3 - i, seats_left: 3 - i });
		await bookAny(slotStart(5));
	}
	expect((await list()).slots).toHaveLength(47);
	expect(await codeOf(bookAny(slotStart(5)))).toBe("TAKEN");
	expect(await codeOf(bookAny(new Date(Date.parse(slotStart(5)) + 60_000).toISOString()))).toBe("GONE0");
	expect(await codeOf(bookAny("2020-01-01T00:00:00Z"))).toBe("CLOSD");
});

test("the same key is the same booking, also when many ask at once", async () => {
	const key = randomUUID();
	const answers = await Promise.all(
		Array.from({ length: 8 }, () => bookAny(slotStart(7), key).catch((error) => error.code)),
	);
	// Each made up another address: the first is kept, and the others are another request.
	expect(answers.filter((answer) => answer === "REUSE")).toHaveLength(7);
	expect(await each()).toEqual([0, 0, 1]);
});

test("who may not be booked by who asks is passed over, by their cap or by what was missed, and where none may be, it is said why", async () => {
	const email = `${randomUUID()}@home.example`;
	const mine = (at: string) =>
		call<{ teacher: string }>(
			pool,
			"book_team_slot",
			...[randomUUID(), team, "lesson", at, "A Booker", email, "UTC"],
		);
	const limit = (columns: string, of: string[]) =>
		admin.query(
			`update app.appointment_types set ${columns} where teacher_id in (select id from app.teachers where handle = any ($1))`,
			[of],
		);
	await limit("booker_cap = 1", teachers);
	const got = new Set<string>();
	for (let n = 0; n < 3; n++) got.add((await mine(slotStart(n))).teacher);
	expect([...got].sort()).toEqual(teachers);
	await expect(mine(slotStart(5))).rejects.toMatchObject({ code: "LIMIT" });
	await limit("booker_cap = null, no_show_limit = 1", teachers);
	const [a = "", b = "", c = ""] = teachers;
	await admin.query(
		`update app.bookings booking set state = 'no_show' from app.appointments a join app.teachers t on t.id = a.teacher_id
		where a.id = booking.appointment_id and t.handle = any ($1)`,
		[[a, b]],
	);
	expect((await mine(slotStart(6))).teacher).toBe(c);
	await call(pool, "book_slot", randomUUID(), c, "lesson", slotStart(7), "Else", "else@home.example", "UTC");
	// Where somebody was only faster, another time may do.
	expect(await codeOf(mine(slotStart(7)))).toBe("TAKEN");
	await admin.query("update app.bookings set state = 'no_show' where email = $1", [email]);
	await expect(mine(slotStart(8))).rejects.toMatchObject({ code: "LIMIT", detail: '{"why": "missed"}' });
	expect(await brokenLaws(admin)).toEqual([]);
});

test("where none may be booked by who asks, it is said why one who is free may not", async () => {
	const email = `${randomUUID()}@home.example`;
	const [capped = "", ...missed] = teachers;
	const bookOf = (teacher: string, at: string, who: string) =>
		call(pool, "book_slot", randomUUID(), teacher, "lesson", at, "A Booker", who, "UTC");
	for (const [n, teacher] of teachers.entries()) await bookOf(teacher, slotStart(n), email);
	await admin.query(
		`update app.bookings booking set state = 'no_show' from app.appointments a join app.teachers t on t.id = a.teacher_id
		where a.id = booking.appointment_id and t.handle = any ($1)`,
		[missed],
	);
	await admin.query(
		`update app.appointment_types type set booker_cap = case when t.handle = $1 then 1 end, no_show_limit = case when t.handle <> $1 then 1 end
		from app.teachers t where t.id = type.teacher_id and t.handle = any ($2)`,
		[capped, teachers],
	);
	const mine = (at: string) =>
		call<object>(pool, "book_team_slot", randomUUID(), team, "lesson", at, "A Booker", email, "UTC");
	// At several starts, since who is asked first is as good as drawn.
	for (let n = 10; n < 16; n++) {
		const whoIsTaken = n % 2 ? [capped] : missed;
		for (const teacher of whoIsTaken) await bookOf(teacher, slotStart(n), `${randomUUID()}@home.example`);
		const why = n % 2 ? '{"why": "missed"}' : "";
		const no = await mine(slotStart(n)).catch((error) => error);
		expect([no.code, no.detail]).toEqual(["LIMIT", why]);
	}
});

test("where their lengths differ, who is shown one gets that one, and who does not say which is asked", async () => {
	const [short = "", long = "", both = ""] = teachers;
	const length = (usual: number, others: number[], of: string) =>
		admin.query(
			"update app.appointment_types set duration_minutes = $1, other_durations = $2 where teacher_id = (select id from app.teachers where handle = $3)",
			[usual, others, of],
		);
	await length(60, [], long);
	await length(60, [30], both);
	type Length = { starts_at: string; ends_at: string; teacher: string };
	const minutes = ({ starts_at, ends_at }: Length) => (Date.parse(ends_at) - Date.parse(starts_at)) / 60_000;
	const listed = (await list()).slots.slice(0, 2) as unknown as Length[];
	expect(listed.map(minutes)).toEqual([30, 60]);
	const hold = (at: string, wished: number | null) =>
		call<Length>(pool, "hold_team_slot", randomUUID(), team, "lesson", at, wished);
	const booking = (at: string, wished: number | null) =>
		call<Length>(
			pool,
			"book_team_slot",
			...[randomUUID(), team, "lesson", at, "A Booker", `${randomUUID()}@home.example`, "UTC", wished],
		);
	for (const take of [hold, booking]) {
		const no = await take(slotStart(0), null).catch((error) => error);
		expect([no.code, Object.keys(JSON.parse(no.detail))]).toEqual(["INVAL", ["durationMinutes"]]);
	}
	expect(await each()).toEqual([0, 0, 0]);
	const got = [await hold(slotStart(0), 30), await booking(slotStart(0), 30)];
	expect(got.map(minutes)).toEqual([30, 30]);
	expect(got.map(({ teacher }) => teacher).sort()).toEqual([short, both].sort());
	expect(await codeOf(hold(slotStart(0), 30))).toBe("TAKEN");
	expect(await hold(slotStart(0), 60)).toMatchObject({ teacher: long });
	// Where all have one length nobody need say it.
	await length(60, [], short);
	await length(60, [], both);
	expect(minutes(await hold(slotStart(20), null))).toBe(60);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("it becomes one whose questions the answers fit, and where they fit nobody's who is free it is said what to mend", async () => {
	const [a = "", b = "", c = ""] = teachers;
	const asks = (ids: string[], of: string) =>
		admin.query(
			"update app.appointment_types set questions = $1 where teacher_id = (select id from app.teachers where handle = $2)",
			[JSON.stringify(ids.map((id) => ({ id, label: id, kind: "text", required: true, choices: [] }))), of],
		);
	const answer = (at: string, answers: object) =>
		call<{ teacher: string }>(
			pool,
			"book_team_slot",
			...[randomUUID(), team, "lesson", at, "A Booker", `${randomUUID()}@home.example`, "UTC", null],
			JSON.stringify(answers),
		);
	await asks(["class"], a);
	await asks(["class"], b);
	await asks(["level"], c);
	for (let n = 0; n < 6; n++) {
		expect((await answer(slotStart(n), { level: "B1" })).teacher).toBe(c);
		expect((await answer(slotStart(n), { class: "7c" })).teacher).not.toBe(c);
	}
	const none = await answer(slotStart(9), {}).catch((error) => error);
	expect([none.code, none.detail]).toEqual(["INVAL", expect.stringMatching(/answers\.(class|level)/)]);
	// Whose questions were answered is taken, and another is free.
	const last = await answer(slotStart(5), { level: "B1" }).catch((error) => error);
	expect([last.code, Object.keys(JSON.parse(last.detail)).sort()]).toEqual([
		"INVAL",
		["answers.class", "answers.level"],
	]);
	await answer(slotStart(5), { class: "7c" });
	expect(await codeOf(answer(slotStart(5), { level: "B1" }))).toBe("TAKEN");
	expect(await codeOf(answer(slotStart(5), {}))).toBe("TAKEN");
	expect(await codeOf(answer(slotStart(20), { class: 7 }))).toBe("INVAL");
	expect((await each()).reduce((sum, n) => sum + n, 0)).toBe(13);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("a held time is nobody else's, and becomes a booking as any other", async () => {
	const hold = () =>
		call<{ booking_id: string; teacher: string }>(
			pool,
			"hold_team_slot",
			randomUUID(),
			team,
			"lesson",
			slotStart(9),
		);
	const held = [await hold(), await hold(), await hold()];
	expect(new Set(held.map(({ teacher }) => teacher)).size).toBe(3);
	expect(await codeOf(hold())).toBe("TAKEN");
	const [first] = held;
	await call(pool, "confirm_hold", randomUUID(), first?.booking_id, 1, "N", "n@home.example", "UTC");
	expect(await brokenLaws(admin)).toEqual([]);
});

test("a team by a subject is whoever has it", async () => {
	team = `${team}-testing`;
	await save({ subject: "Testing" });
	expect((await call<{ teachers: unknown[] }>(admin, "get_team", team)).teachers).toHaveLength(3);
	await admin.query("update app.teachers set subjects = '{Music}' where handle = $1", [teachers[0]]);
	expect(await call(admin, "get_team", team)).toMatchObject({
		teachers: [{}, {}],
		types: [{ handle: "lesson", teachers: 2 }],
	});
	expect((await list()).slots[0]).toMatchObject({ teachers: 2 });
});

test("a team is its school's: saved once a version, of its own teachers, under one address", async () => {
	const id = randomUUID();
	const handle = `${team}-two`;
	const first = await save({ handle, teachers: [teachers[0]] }, 0, id);
	expect(await save({ handle, teachers: [teachers[0]] }, 0, id)).toEqual(first);
	expect((await save({ handle, teachers: [] }, 1, id)).version).toBe(2);
	expect(await codeOf(save({ handle, teachers: [teachers[1]] }, 1, id))).toBe("STALE");
	expect(await codeOf(save({ teachers: [] }))).toBe("INVAL");
	const other = await seedOffice(admin, `${team}-other`, [`${team}-x`]);
	expect(await codeOf(save({ handle: `${team}-y`, teachers: [`${team}-x`] }))).toBe("NTFND");
	expect(await codeOf(save({ handle }, 2, id, other.staff))).toBe("NTFND");
	await call(admin, "drop_team", other.staff, id);
	expect(await call<unknown[]>(admin, "list_teams", staff)).toHaveLength(2);
	expect(await codeOf(call(admin, "drop_team", staff, id, 1))).toBe("STALE");
	expect(await call<unknown[]>(admin, "list_teams", staff)).toHaveLength(2);
	for (const version of [[2], [2], []]) await call(admin, "drop_team", staff, id, ...version);
	expect(await call<unknown[]>(admin, "list_teams", staff)).toHaveLength(1);
	expect(await codeOf(call(admin, "get_team", handle))).toBe("NTFND");
});

/** Another school takes one handle while a first one has saved it and not committed. Gives what it hears. */
async function secondOfTwoSchools(): Promise<string> {
	const handle = `${team}-both`;
	const other = await seedOffice(admin, `${team}-other`, [`${team}-d`]);
	const wish = JSON.stringify({ handle, name: "Any of us", subject: "Testing", teachers: [] });
	const first = await pool.connect();
	try {
		await first.query("begin");
		await call(first, "save_team", staff, randomUUID(), 0, wish);
		const second = outcomeOf(call(pool, "save_team", other.staff, randomUUID(), 0, wish));
		await new Promise((wait) => setTimeout(wait, 300));
		await first.query("commit");
		return await second;
	} finally {
		first.release();
	}
}

test("of two schools that take one address at once, one has it and the other hears INVAL", async () => {
	expect(await secondOfTwoSchools()).toBe("INVAL");
});

test("and without taking turns at it, that would be an error that nobody said on purpose", async () => {
	await without(admin, "api.save_team", [
		"hashtextextended(p_wish ->> 'handle', 8)",
		"hashtextextended(p_team_id::text, 8)",
	]);
	expect(await secondOfTwoSchools()).toBe("23505");
});
