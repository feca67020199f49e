import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { begin, type Cancelled, cancelAsTeacher, moveAsTeacher, seedDesk } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { book, call, cancel, codeOf, confirm, hold } from "../support/verbs.ts";
import { join, statesOf, sweep } from "../support/waiting.ts";

const { admin } = await ownDatabase();
let teacher = "";
let user = "";
beforeEach(async () => {
	// Nobody may cancel by their own link any more: a cutoff of thirty days.
	({ teacher, user } = await seedDesk(admin, { types: [{ seats: 3, cutoff_minutes: 43_200 }] }));
});

const slot = (n: number) => ({ teacher, at: slotStart(n) });
const ids = async (...slots: number[]) =>
	Promise.all(slots.map(async (n) => (await book(admin, slot(n))).booking_id));
const rowOf = async (id: string) =>
	(
		await admin.query(
			"select state, cancelled_by_teacher as by_teacher, cancel_reason as reason from app.bookings where id = $1",
			[id],
		)
	).rows[0];
const mailsOf = async (id: string) =>
	(
		await admin.query("select recipient from app.mails where booking_id = $1 and kind = 'cancelled'", [id])
	).rows.map(({ recipient }) => recipient);

test("inside the cutoff the teacher cancels and the booker cannot: the seat is free, and the booker alone is told, once", async () => {
	const booked = await book(admin, slot(0));
	expect(await codeOf(cancel(admin, booked))).toBe("LATE0");
	const said = await cancelAsTeacher(admin, { user, bookings: [booked.booking_id], reason: "I am ill" });
	expect(said).toEqual({ cancelled: [booked.booking_id], teachers: [teacher] });
	expect(await rowOf(booked.booking_id)).toEqual({
		state: "cancelled",
		by_teacher: true,
		reason: "I am ill",
	});
	expect(await mailsOf(booked.booking_id)).toEqual(["booker"]);
	expect(await ids(0, 0, 0)).toHaveLength(3);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("the same key hears the same and tells nobody again; with another reason it is REUSE; another key changes nothing", async () => {
	const [id = ""] = await ids(1);
	const key = randomUUID();
	const wish = { user, key, bookings: [id], reason: "Ill" };
	const first = await cancelAsTeacher(admin, wish);
	expect(await cancelAsTeacher(admin, wish)).toEqual(first);
	expect(await codeOf(cancelAsTeacher(admin, { ...wish, reason: "Well" }))).toBe("REUSE");
	expect(await cancelAsTeacher(admin, { ...wish, key: randomUUID(), reason: "Well" })).toEqual(first);
	expect(await rowOf(id)).toMatchObject({ reason: "Ill" });
	expect(await mailsOf(id)).toEqual(["booker"]);
});

test("a span takes all that touches it and stands, with its holds, and nothing beside it", async () => {
	const [before = "", first = "", second = "", gone = "", after = ""] = await ids(3, 4, 5, 5, 6);
	await cancelAsTeacher(admin, { user, bookings: [gone], reason: "An earlier one" });
	const held = await hold(admin, slot(5));
	// From within the first to the very start of what comes after.
	const from = new Date(Date.parse(slotStart(4)) + 29 * 60_000).toISOString();
	const wish = { user, key: randomUUID(), from, until: slotStart(6), reason: "A trip" };
	const said = await cancelAsTeacher(admin, wish);
	expect(said.cancelled.toSorted()).toEqual([first, second].toSorted());
	expect(await rowOf(gone)).toMatchObject({ reason: "An earlier one" });
	for (const id of [before, after]) expect(await rowOf(id)).toMatchObject({ state: "confirmed" });
	expect(await codeOf(confirm(admin, held))).toBe("LAPSD");
	// What is booked there afterwards is not of this act, also when it is asked again.
	const [later = ""] = await ids(5);
	expect(await cancelAsTeacher(admin, wish)).toEqual(said);
	expect(await rowOf(later)).toMatchObject({ state: "confirmed" });
	expect(await brokenLaws(admin)).toEqual([]);
});

test("a span with nothing in it cancels nothing, also when it is asked again later", async () => {
	const wish = { user, key: randomUUID(), from: slotStart(8), until: slotStart(9) };
	expect((await cancelAsTeacher(admin, wish)).cancelled).toEqual([]);
	const [id = ""] = await ids(8);
	expect((await cancelAsTeacher(admin, wish)).cancelled).toEqual([]);
	expect(await rowOf(id)).toMatchObject({ state: "confirmed" });
	expect(await brokenLaws(admin)).toEqual([]);
});

test("all or nothing: with one that has begun, is another's, or is none, the others stand and nobody is told", async () => {
	const other = await seedDesk(admin);
	const [running = "", mine = ""] = await ids(10, 11);
	await begin(admin, running);
	const theirs = (await book(admin, { teacher: other.teacher, at: slotStart(10) })).booking_id;
	const held = (await hold(admin, slot(12))).booking_id;
	for (const [id, code] of [
		[running, "CLOSD"],
		[theirs, "NTFND"],
		[held, "NTFND"],
		[randomUUID(), "NTFND"],
	] as const)
		expect(await codeOf(cancelAsTeacher(admin, { user, bookings: [mine, id] }))).toBe(code);
	expect(await rowOf(mine)).toMatchObject({ state: "confirmed" });
	expect(await mailsOf(mine)).toEqual([]);
	// By time, what has begun is passed over.
	const span = { from: new Date(Date.now() - 3_600_000).toISOString(), until: slotStart(12) };
	expect((await cancelAsTeacher(admin, { user, ...span })).cancelled).toEqual([mine]);
	expect(await rowOf(running)).toMatchObject({ state: "confirmed" });
});

test("what begins at another time than its teacher saw is STALE, and nothing is cancelled; what was not seen is cancelled where it is", async () => {
	const [mine = "", other = "", unseen = ""] = await ids(10, 20, 30);
	const shift = (booking: string, from: number, to: number) =>
		moveAsTeacher(admin, { user, booking, from: slotStart(from), to: slotStart(to) });
	const say = (bookings: string[], begins: (string | null)[], key = randomUUID()) =>
		cancelAsTeacher(admin, { user, key, bookings, begins });
	await shift(mine, 10, 12);
	expect(await codeOf(say([other, mine], [slotStart(20), slotStart(10)]))).toBe("STALE");
	for (const id of [mine, other]) {
		expect(await rowOf(id)).toMatchObject({ state: "confirmed" });
		expect(await mailsOf(id)).toEqual([]);
	}
	await shift(unseen, 30, 32);
	const key = randomUUID();
	const seen = [[other, mine, unseen] as string[], [slotStart(20), slotStart(12), null]] as const;
	const said = await say(seen[0], [...seen[1]], key);
	expect(said.cancelled.toSorted()).toEqual([...seen[0]].toSorted());
	expect(await say(seen[0], [...seen[1]], key)).toEqual(said);
	expect(await codeOf(say(seen[0], [slotStart(20), slotStart(10), null], key))).toBe("REUSE");
	// What is cancelled already stays so, wherever it was seen.
	expect(await say([mine], [slotStart(10)])).toEqual({ cancelled: [mine], teachers: [teacher] });
	expect(await brokenLaws(admin)).toEqual([]);
});

test("the school's office cancels for its own teachers, and nobody for another's", async () => {
	const school = `school-${randomUUID().slice(0, 8)}`;
	const staff = randomUUID();
	await seedTeacher(admin, `${school}-1`, { school, staff: [`office@${school}.example`] });
	await admin.query("update app.staff set user_id = $1 where email = $2", [
		staff,
		`office@${school}.example`,
	]);
	const span = { from: slotStart(0), until: slotStart(48) };
	const theirs = (await book(admin, { teacher: `${school}-1`, at: slotStart(0) })).booking_id;
	const [mine = ""] = await ids(0);

	expect(await codeOf(cancelAsTeacher(admin, { user: staff, bookings: [mine] }))).toBe("NTFND");
	expect(await codeOf(cancelAsTeacher(admin, { user: staff, teacher, ...span }))).toBe("NTFND");
	expect(await codeOf(cancelAsTeacher(admin, { user: staff, ...span }))).toBe("DNIED");
	expect(await codeOf(cancelAsTeacher(admin, { user, teacher: `${school}-1`, ...span }))).toBe("NTFND");
	expect(await codeOf(cancelAsTeacher(admin, { user: randomUUID(), bookings: [mine] }))).toBe("DNIED");
	expect(await rowOf(mine)).toMatchObject({ state: "confirmed" });
	const said = await cancelAsTeacher(admin, { user: staff, teacher: `${school}-1`, ...span });
	expect(said.cancelled).toEqual([theirs]);
});

describe("taking time off", () => {
	const takeOff = (key = randomUUID(), from = slotStart(20), until = slotStart(22)) =>
		call<Cancelled>(admin, "take_time_off", user, key, null, from, until, "I am ill");
	const awayOf = async () =>
		(
			await admin.query(
				"select during from app.busy_times busy join app.teachers t on t.id = busy.teacher_id where t.handle = $1",
				[teacher],
			)
		).rows;

	test("cancels all of it and keeps it free, in one commit: nobody books it, and who waits is not offered it", async () => {
		const [first = "", second = "", after = ""] = await ids(20, 21, 22);
		const waiter = `${randomUUID()}@waiter.example`;
		await ids(20, 20);
		await join(admin, { teacher, at: slotStart(20), email: waiter });
		const said = await takeOff();
		expect(said.cancelled).toHaveLength(4);
		expect(said.cancelled).toEqual(expect.arrayContaining([first, second]));
		expect(await rowOf(first)).toMatchObject({ state: "cancelled", by_teacher: true, reason: "I am ill" });
		expect(await rowOf(after)).toMatchObject({ state: "confirmed" });
		expect(await codeOf(book(admin, slot(20)))).toBe("GONE0");
		await sweep(admin, teacher);
		expect(await statesOf(admin, [waiter])).toEqual(["waiting"]);
		expect(await brokenLaws(admin)).toEqual([]);
	});

	test("twice with one key is once, and with another key the absence is not noted again", async () => {
		const key = randomUUID();
		const said = await takeOff(key);
		expect(await takeOff(key)).toEqual(said);
		expect(await codeOf(takeOff(key, slotStart(19)))).toBe("REUSE");
		await takeOff(undefined, slotStart(21));
		expect(await awayOf()).toHaveLength(1);
	});

	test("the school's office takes it off for its own teachers, and for nobody else's; nor does a teacher for another", async () => {
		const school = `school-${randomUUID().slice(0, 8)}`;
		const [own, staff] = [`${school}-1`, randomUUID()];
		await seedTeacher(admin, own, { school, staff: [`office@${school}.example`] });
		await admin.query("update app.staff set user_id = $1 where email = $2", [
			staff,
			`office@${school}.example`,
		]);
		const takeFor = (who: string, of: string | null, key = randomUUID()) =>
			call<Cancelled>(admin, "take_time_off", who, key, of, slotStart(20), slotStart(22), "Ms Ada is ill");
		const theirs = (await book(admin, { teacher: own, at: slotStart(20) })).booking_id;
		const [mine = ""] = await ids(20);

		expect(await codeOf(takeFor(staff, teacher))).toBe("NTFND");
		expect(await codeOf(takeFor(user, own))).toBe("NTFND");
		expect(await codeOf(takeFor(staff, null))).toBe("DNIED");
		expect(await codeOf(takeFor(randomUUID(), own))).toBe("DNIED");
		for (const id of [mine, theirs]) expect(await rowOf(id)).toMatchObject({ state: "confirmed" });
		expect(await awayOf()).toEqual([]);

		const key = randomUUID();
		const said = await takeFor(staff, own, key);
		expect(said).toEqual({ cancelled: [theirs], teachers: [own] });
		expect(await takeFor(staff, own, key)).toEqual(said);
		expect(await codeOf(takeFor(staff, teacher, key))).not.toBe("ok");
		expect(await codeOf(book(admin, { teacher: own, at: slotStart(20) }))).toBe("GONE0");
		expect(await rowOf(mine)).toMatchObject({ state: "confirmed" });
		const noted = await admin.query(
			"select distinct actor_kind from app.audit where teacher_id = (select id from app.teachers where handle = $1)",
			[own],
		);
		expect(noted.rows).toContainEqual({ actor_kind: "staff" });
	});

	test("who names themselves takes their own time off, and an older build names nobody", async () => {
		const key = randomUUID();
		const span = [slotStart(20), slotStart(22), "I am ill"];
		const said = await call(admin, "take_time_off", user, key, ...span);
		expect(await takeOff(key)).toEqual(said);
		await call(admin, "take_time_off", user, randomUUID(), teacher, ...span);
		expect(await awayOf()).toHaveLength(1);
	});

	test("is refused whole: with too many absences nothing is cancelled, and who is no teacher takes nothing off", async () => {
		const [id = ""] = await ids(20);
		await admin.query(
			`insert into app.busy_times (teacher_id, during)
			select id, tstzrange($2::timestamptz, $2::timestamptz + interval '1 hour') from app.teachers, generate_series(1, 200) where handle = $1`,
			[teacher, slotStart(200)],
		);
		expect(await codeOf(takeOff())).toBe("LIMIT");
		expect(await rowOf(id)).toMatchObject({ state: "confirmed" });
		user = randomUUID();
		expect(await codeOf(takeOff())).toBe("DNIED");
	});
});

test("more than 500 in one act are too many, and 500 are not", async () => {
	await admin.query(
		`with type as (
			select type.* from app.appointment_types type join app.teachers teacher on teacher.id = type.teacher_id
			where teacher.handle = $1
		), times as (
			select gen_random_uuid() as id, $2::timestamptz + n * interval '1 minute' as at from generate_series(1, 501) as n
		), taken as (
			insert into app.appointments (id, teacher_id, appointment_type_id, starts_at, ends_at, busy, seats)
			select times.id, type.teacher_id, type.id, at, at + interval '1 minute', tstzrange(at, at + interval '1 minute'), 3
			from times, type
		)
		insert into app.bookings (appointment_id, state, during, name, email)
		select id, 'confirmed', tstzrange(at, at + interval '1 minute'), 'N', id || '@booker.example' from times`,
		[teacher, slotStart(100)],
	);
	const span = { user, from: slotStart(100), until: slotStart(148) };
	expect(await codeOf(cancelAsTeacher(admin, span))).toBe("LIMIT");
	const until = new Date(Date.parse(slotStart(100)) + 501 * 60_000).toISOString();
	expect((await cancelAsTeacher(admin, { ...span, until })).cancelled).toHaveLength(500);
});
