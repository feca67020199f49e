import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { ownDatabase } from "../support/own-database.ts";
import { indexesOf, pagesOf, plansOf, readWhole, tellPlans } from "../support/plans.ts";
import { everyHour, seedTeachers, slotStart } from "../support/seed.ts";
import { type Booked, book, type Held, hold } from "../support/verbs.ts";

const { admin } = await ownDatabase();
const userId = randomUUID();
let booked: Booked;
let held: Held;

beforeAll(async () => {
	// Filled, since a plan for empty tables says nothing: 300 teachers, of whom one has 1,000 bookings.
	const handles = Array.from({ length: 299 }, (_, i) => `teacher-${i}`);
	await seedTeachers(admin, ["ada", ...handles], { types: [{ horizon_days: 120, booker_cap: 5 }] });
	await admin.query(`
		insert into app.schools (handle, name) select 'school-' || n, 'School' from generate_series(1, 300) as n;
		update app.teachers set school_id = (select id from app.schools where handle = replace(teachers.handle, 'teacher', 'school'))
		where handle like 'teacher-%' and handle <> 'teacher-0'`);
	await admin.query(
		`with slot as (
			select gen_random_uuid() as id, teacher.id as teacher_id, type.id as type_id, at, at + interval '30 minutes' as until
			from app.teachers teacher join app.appointment_types type on type.teacher_id = teacher.id
			-- Every other half hour, so that a week has both.
			cross join lateral generate_series(
				$1::timestamptz + interval '1 day',
				$1::timestamptz + interval '1 day' + (case teacher.handle when 'ada' then 999 else 19 end) * interval '1 hour',
				interval '1 hour') as at
		), taken as (
			insert into app.appointments (id, teacher_id, appointment_type_id, starts_at, ends_at, busy, seats)
			select id, teacher_id, type_id, at, until, tstzrange(at, until), 1 from slot
		), bookings as (
			insert into app.bookings (id, appointment_id, state, during, name, email)
			select id, id, 'confirmed', tstzrange(at, until), 'Booker', id || '@booker.example' from slot
		)
		insert into app.mails (booking_id, kind, recipient, sent_at) select id, 'confirmed', 'booker', now() from slot`,
		[slotStart(0)],
	);
	await admin.query("update app.teachers set user_id = $1 where handle = 'ada'", [userId]);
	await admin.query(`
		create schema supabase_migrations;
		create table supabase_migrations.schema_migrations (version text primary key);
		insert into supabase_migrations.schema_migrations select n::text from generate_series(1, 1000) as n`);
	await admin.query("analyze");
	booked = await book(admin, { at: slotStart(0) });
	held = await hold(admin, { at: slotStart(1) });
	await tellPlans(admin);
});

const verbs: [string, () => unknown[]][] = [
	["book_slot", () => [randomUUID(), "ada", "lesson", slotStart(2), "Booker", "b@booker.example", "UTC"]],
	["hold_slot", () => [randomUUID(), "ada", "lesson", slotStart(3)]],
	["extend_hold", () => [held.booking_id, 1]],
	["confirm_hold", () => [randomUUID(), held.booking_id, 1, "Booker", "c@booker.example", "UTC"]],
	["release_hold", () => [held.booking_id, 1]],
	["get_booking", () => [booked.booking_id, 1]],
	["cancel_booking", () => [booked.booking_id, 1]],
	["list_slots", () => ["ada", "lesson", slotStart(200), slotStart(536)]],
	["nearest_slots", () => ["ada", "lesson", slotStart(60), 6]],
	["nearest_to_hold", () => [held.booking_id, 1, 6]],
	["get_teacher", () => ["ada"]],
	["ask_code", () => ["ada@school.example"]],
	["claim_desk", () => [userId, "ada@school.example"]],
	["open_desk", () => [userId]],
	["list_bookings", () => [userId, slotStart(0), slotStart(400)]],
	["save_hours", () => [userId, 1, JSON.stringify(everyHour)]],
	["take_mails", () => [10, 60]],
	["mark_mail", () => [randomUUID(), null]],
	["has_migration", () => ["20261124080000"]],
];

test.each(verbs)("api.%s reads no table from one end to the other", async (verb, args) => {
	const values = args();
	const places = values.map((_, i) => `$${i + 1}`).join(", ");
	const plans = await plansOf(admin, `select api.${verb}(${places})`, values);
	expect(plans.length).toBeGreaterThan(0);
	expect(plans.flatMap((plan) => readWhole(plan).map((table) => `${table}: ${plan.query}`))).toEqual([]);
	expect(plans.flatMap(indexesOf).length).toBeGreaterThan(0);
});

test("a verb that loses reads none either", async () => {
	const wish = [randomUUID(), "ada", "lesson", slotStart(60), "Booker", "b@booker.example", "UTC"];
	const plans = await plansOf(
		admin,
		`do $$ begin perform api.book_slot(${wish.map((each) => `'${each}'`).join(", ")}); exception when sqlstate 'TAKEN' then null; end $$`,
	);
	expect(plans.some(({ query }) => query.includes("is_elsewhere"))).toBe(true);
	expect(plans.flatMap(readWhole)).toEqual([]);
});

test("every verb is looked at, but the directory, which gives the whole of its tables", async () => {
	const { rows } = await admin.query(
		"select array_agg(proname::text order by proname) as names from pg_proc where pronamespace = 'api'::regnamespace",
	);
	expect([...verbs.map(([verb]) => verb), "find_teachers"].sort()).toEqual(rows[0].names);
});

describe("a week of a teacher with 1,000 bookings", () => {
	test("is read through the index of the law, in few pages", async () => {
		const plans = await plansOf(admin, "select api.list_slots('ada', 'lesson', $1, $2)", [
			slotStart(200),
			slotStart(536),
		]);
		const list = plans.find(({ query }) => query.includes("app.free_slots"));
		expect(list && indexesOf(list)).toContain("appointments_never_overlap");
		// 168 free slots and 168 that are taken: a few hundred pages, whatever else the table holds.
		expect(list && pagesOf(list)).toBeLessThan(700);
	});

	test("takes less than 5 ms in the database, at best of twenty", async () => {
		await admin.query("set auto_explain.log_min_duration = -1");
		const times: number[] = [];
		for (let i = 0; i < 20; i++) {
			const { rows } = await admin.query(
				"explain (analyze, format json) select api.list_slots('ada', 'lesson', $1, $2)",
				[slotStart(200), slotStart(536)],
			);
			times.push(rows[0]["QUERY PLAN"][0]["Execution Time"]);
		}
		const sorted = times.toSorted((a, b) => a - b);
		console.info(`a week with 1,000 bookings: best ${sorted[0]} ms, median ${sorted[10]} ms`);
		expect(sorted[0]).toBeLessThan(5);
	});
});
