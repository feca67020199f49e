import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { everyHour } from "../support/import-wish.ts";
import { holdWith, openingWish } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { indexesOf, pagesOf, plansOf, readWhole, tellPlans } from "../support/plans.ts";
import { seedTeachers, slotStart } from "../support/seed.ts";
import { type Booked, book, call, type Held, hold } from "../support/verbs.ts";

const { admin } = await ownDatabase();
const userId = randomUUID();
let booked: Booked;
let held: Held;
let begun = "";
let series: { bookings: Booked[] };
/** The opening of 20,000 families: its staff, it, and one of its tickets with a pass. */
const staffId = randomUUID();
const openingId = randomUUID();
let ticket: { ticket_id: string };
let heldByTicket: Held;

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
	await admin.query("update app.teachers set user_id = $1, holiday_region = 'DE-BY' where handle = 'ada'", [
		userId,
	]);
	await seedRules();
	await admin.query(`
		create schema supabase_migrations;
		create table supabase_migrations.schema_migrations (version text primary key);
		insert into supabase_migrations.schema_migrations select n::text from generate_series(1, 1000) as n`);
	await seedOpenings();
	await admin.query("analyze");
	booked = await book(admin, { at: slotStart(0) });
	begun = (await book(admin, { at: slotStart(6) })).booking_id;
	await admin.query(
		"update app.bookings set during = tstzrange(now() - interval '1 minute', upper(during)) where id = $1",
		[begun],
	);
	held = await hold(admin, { at: slotStart(1) });
	const dates = [slotStart(121), slotStart(123)];
	const [key, who] = [randomUUID(), ["Booker", "series@booker.example", "UTC"]];
	series = await call(admin, "book_series", key, "ada", "lesson", dates, ...who);
	ticket = await pass();
	heldByTicket = await holdWith(admin, { teacher: "teacher-1", at: slotStart(101), ticket });
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
	[
		"cancel_as_teacher",
		() => [userId, randomUUID(), null, null, slotStart(30), slotStart(60), "The school is closed"],
	],
	["list_slots", () => ["ada", "lesson", slotStart(200), slotStart(536)]],
	["nearest_slots", () => ["ada", "lesson", slotStart(60), 6]],
	["nearest_to_hold", () => [held.booking_id, 1, 6]],
	["get_teacher", () => ["ada"]],
	["get_type", () => ["ada", "lesson"]],
	["cancel_series", () => [series.bookings[0]?.booking_id, 1]],
	["ask_code", () => ["ada@school.example"]],
	["claim_desk", () => [userId, "ada@school.example"]],
	["open_desk", () => [userId]],
	["list_bookings", () => [userId, JSON.stringify({ from: slotStart(0) }), null, null, 50]],
	["mark_attendance", () => [userId, begun, "completed"]],
	["desk_figures", () => [userId, 12, 4]],
	["open_rules", () => [userId]],
	["open_calendar", () => [userId, slotStart(0).slice(0, 10), slotStart(42 * 48).slice(0, 10)]],
	["list_types", () => [userId]],
	[
		"save_schedule",
		() => [userId, randomUUID(), 0, JSON.stringify({ name: "Hours", spans: everyHour, own_days: [dayOff] })],
	],
	["drop_schedule", () => [userId, randomUUID()]],
	["save_absence", () => [userId, randomUUID(), 0, slotStart(0), slotStart(48), "Away"]],
	["drop_absence", () => [userId, randomUUID()]],
	["save_holidays", () => [userId, 1, "DE-BY", [], JSON.stringify([{ day: dayOff.day, name: "Harvest" }])]],
	["keep_bookings", () => [userId, [booked.booking_id]]],
	["due_regions", () => [2099]],
	["add_holidays", () => ["DE-BY", JSON.stringify([{ day: dayOff.day, name: "Harvest" }])]],
	["list_feeds", () => [userId]],
	["save_feed", () => [userId, randomUUID(), 0, "Private", "sealed"]],
	["take_feed", () => [userId, feed.id, 60]],
	["take_feeds", () => [10, 60]],
	[
		"settle_feed",
		() => [
			feed.id,
			feed.claim,
			JSON.stringify([{ from: slotStart(0), until: slotStart(1) }]),
			"UTC",
			null,
			null,
			null,
		],
	],
	["fail_feed", () => [feed.id, feed.claim, "It does not answer."]],
	["drop_feed", () => [userId, feed.id]],
	["save_type", () => [userId, typeId, 1, JSON.stringify(typeNow)]],
	["order_types", () => [userId, [typeId]]],
	["retire_type", () => [userId, spareId]],
	["restore_type", () => [userId, spareId]],
	["list_series", () => ["ada", "lesson", slotStart(4), 8, 1]],
	[
		"book_series",
		() => [
			randomUUID(),
			"ada",
			"lesson",
			[slotStart(101), slotStart(103)],
			"Booker",
			"s@booker.example",
			"UTC",
		],
	],
	["list_team_slots", () => ["any", "lesson", slotStart(100), slotStart(436)]],
	["get_team", () => ["any"]],
	["book_team_slot", () => [randomUUID(), "any", "lesson", slotStart(110), "N", "t@home.example", "UTC"]],
	["hold_team_slot", () => [randomUUID(), "any", "lesson", slotStart(112)]],
	["list_teams", () => [teamStaffId]],
	[
		"save_team",
		() => [
			teamStaffId,
			randomUUID(),
			0,
			JSON.stringify({ handle: "more", name: "More", subject: null, teachers: ["teacher-100"] }),
		],
	],
	["drop_team", () => [teamStaffId, randomUUID()]],
	["take_mails", () => [10, 60]],
	["mark_mail", () => [randomUUID(), null]],
	["has_migration", () => ["20261124080000"]],
	["get_opening", () => [openingId]],
	// Its first step, with the draw and all the numbers behind it.
	["pace_opening", () => [openingId, "{}"]],
	["ask_invitation", () => [anyoneId, "new@home.example"]],
	["join_opening", () => [unjoined(0), 1]],
	["get_ticket", () => [ticket.ticket_id, 1]],
	["take_pass", () => [ticket.ticket_id, 1]],
	["draw_record", () => [openingId]],
	["open_office", () => [staffId]],
	["save_opening", () => [staffId, openingId, 1, JSON.stringify(openingWish({ bookings_each: 10 }))]],
	[
		"invite_families",
		() => [staffId, openingId, JSON.stringify([{ email: "x@home.example", name: "X", group: 0 }])],
	],
	["list_invitations", () => [staffId, openingId, "family-1 home"]],
	["send_invitation", () => [staffId, openingId, unjoined(1)]],
	["revoke_invitation", () => [staffId, openingId, unjoined(1)]],
	["watch_opening", () => [staffId, openingId, null]],
	["steer_opening", () => [staffId, openingId, "pause", null]],
	[
		"book_for",
		() => [
			staffId,
			openingId,
			randomUUID(),
			"teacher-1",
			"lesson",
			slotStart(100),
			"N",
			"n@home.example",
			"UTC",
		],
	],
	["leave_opening", () => [ticket.ticket_id, 1]],
	// All of a thousand bookings move.
	["change_zone", () => [userId, 2, "America/Bogota", true]],
];

/** Each way of narrowing a list down, and of going on in it. */
const lists: [string, () => unknown[]][] = [
	["a search", () => [{ search: "Käthe nobody" }, null, null]],
	["a type", () => [{ type: "lesson" }, null, null]],
	["a state", () => [{ state: "cancelled" }, null, null]],
	["a span", () => [{ from: slotStart(100), until: slotStart(200) }, null, null]],
	["what is over", () => [{ until: slotStart(900), backwards: true }, null, null]],
	["the page after", () => [{}, slotStart(900), randomUUID()]],
	["a team", () => [{ team: "any", search: "booker" }, null, null]],
	["all of a school", () => [{ team: "*", until: slotStart(900), backwards: true }, null, null]],
];

const withTickets: [string, () => unknown[]][] = [
	["take_pass", () => [ticket.ticket_id, 1]],
	["join_opening", () => [joined, 1]],
	["list_slots", () => ["teacher-1", "lesson", slotStart(0), slotStart(336)]],
	["extend_hold", () => [heldByTicket.booking_id, 1]],
	["confirm_hold", () => [randomUUID(), heldByTicket.booking_id, 1, "N", "m@home.example", "UTC"]],
	[
		"book_slot",
		() => [
			randomUUID(),
			"teacher-1",
			"lesson",
			slotStart(103),
			"N",
			"m@home.example",
			"UTC",
			ticket.ticket_id,
		],
	],
	["hold_slot", () => [randomUUID(), "teacher-1", "lesson", slotStart(104), ticket.ticket_id]],
	["book_slot", () => [randomUUID(), "teacher-2", "lesson", slotStart(105), "N", "m@home.example", "UTC"]],
	["pace_opening", () => [openingId, "{}"]],
	["take_mails", () => [10, 60]],
];

describe.each([
	["by themselves", verbs],
	["in an opening of 20,000 families", withTickets],
])("%s", (_where, asked) => {
	test.each(asked)("api.%s reads no table from one end to the other", readsNoneWhole);
});

async function readsNoneWhole(verb: string, args: () => unknown[]): Promise<void> {
	if (verb === "pace_opening") await aSecondPasses();
	const values = args();
	const places = values.map((_, i) => `$${i + 1}`).join(", ");
	const plans = await plansOf(admin, `select api.${verb}(${places})`, values);
	expect(plans.length).toBeGreaterThan(0);
	expect(plans.flatMap((plan) => readWhole(plan).map((table) => `${table}: ${plan.query}`))).toEqual([]);
	expect(plans.flatMap(indexesOf).length).toBeGreaterThan(0);
}

test.each(lists)(
	"a list of bookings by %s reads no table from one end to the other",
	async (_what, asked) => {
		const [wish = {}, at, id] = asked();
		const user = "team" in (wish as object) ? teamStaffId : userId;
		await readsNoneWhole("list_bookings", () => [user, JSON.stringify(wish), at, id, 50]);
	},
);

test("a verb that loses reads none either", async () => {
	const wish = [randomUUID(), "ada", "lesson", slotStart(160), "Booker", "b@booker.example", "UTC"];
	const plans = await plansOf(
		admin,
		`do $$ begin perform api.book_slot(${wish.map((each) => `'${each}'`).join(", ")}); exception when sqlstate 'TAKEN' then null; end $$`,
	);
	expect(plans.some(({ query }) => query.includes("is_elsewhere"))).toBe(true);
	expect(plans.flatMap(readWhole)).toEqual([]);
});

test("every verb is looked at, but the directories, which give the whole of their tables", async () => {
	const { rows } = await admin.query(
		"select array_agg(proname::text order by proname) as names from pg_proc where pronamespace = 'api'::regnamespace",
	);
	expect([...verbs.map(([verb]) => verb), "find_teachers", "find_teams"].sort()).toEqual(rows[0].names);
});

describe("a week of a teacher with 1,000 bookings", () => {
	test("is read through the index of the law, in few pages", async () => {
		const plans = await plansOf(admin, "select api.list_slots('ada', 'lesson', $1, $2)", [
			slotStart(200),
			slotStart(536),
		]);
		const list = plans.find(({ query }) => query.includes("with taken as"));
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

describe("a step of an opening of 20,000 families", () => {
	test("calls those whose turn it is by their rank, and touches few pages more than they lie on", async () => {
		await call(admin, "steer_opening", staffId, openingId, "resume", null);
		await aSecondPasses();
		await admin.query("set auto_explain.log_min_duration = 0");
		const plans = await plansOf(admin, "select api.pace_opening($1, '{}')", [openingId]);
		const next = plans.find(({ query }) => query.includes("order by ticket.rank"));
		expect(next && indexesOf(next)).toEqual(["tickets_by_rank"]);
		expect(next && pagesOf(next)).toBeLessThan(700);
		for (const [part, most] of [
			["set offered_at", 8_000],
			["ticket.offered_at > now()", 500],
		] as const) {
			const plan = plans.find(({ query }) => query.includes(part));
			expect(plan && pagesOf(plan), part).toBeLessThan(most);
		}
	});
});

/** One of ada's calendars, which is being read by whom `claim` says. */
const feed = { id: "", claim: randomUUID() };
const dayOff = { day: slotStart(30 * 48).slice(0, 10), spans: [] };
const spareId = randomUUID();
const teamStaffId = randomUUID();
let typeId = "";
let typeNow: object = {};

/** What decides beside the weekly hours: for each teacher a year of days, absences and a calendar, and a region's holidays. */
async function seedRules(): Promise<void> {
	await admin.query(`
		insert into app.overrides (schedule_id, day, minutes)
		select schedule.id, current_date + 200 + n, '{[540,600)}' from app.schedules schedule, generate_series(1, 60) as n;
		insert into app.holidays (region, day, name)
		select region, current_date + 200 + n, 'Holiday ' || n
		from unnest(array['DE-BY', 'DE-BE', 'FR', 'ES-CT', 'GB-SCT']) as region, generate_series(1, 100) as n;
		insert into app.busy_feeds (teacher_id, name, sealed_url, due_at)
		select id, 'Private', 'sealed', now() + n * interval '10 minutes' from app.teachers, generate_series(0, 8) as n;
		insert into app.busy_times (teacher_id, feed_id, during)
		select feed.teacher_id, feed.id, tstzrange(now() + (200 + n) * interval '1 day', now() + (200 + n) * interval '1 day 1 minute')
		from app.busy_feeds feed, generate_series(1, 10) as n`);
	const { rows: feeds } = await admin.query(
		`update app.busy_feeds set claim = $1
		where id = (
			select feed.id from app.busy_feeds feed join app.teachers teacher on teacher.id = feed.teacher_id
			where teacher.handle = 'ada' limit 1
		) returning id`,
		[feed.claim],
	);
	feed.id = feeds[0].id;
	await admin.query("update app.appointment_types set series_cap = 8");
	await admin.query(
		`insert into app.appointment_types (id, teacher_id, schedule_id, handle, name, duration_minutes, step_minutes)
		select $1, teacher_id, schedule_id, 'spare', 'Spare', 30, 30 from app.appointment_types
		where teacher_id = (select id from app.teachers where handle = 'ada')`,
		[spareId],
	);
	// A school of twenty that waits for no opening, with a team of all of them; and a team in each other school.
	await admin.query(
		`update app.teachers set school_id = (select id from app.schools where handle = 'school-100')
		where handle ~ '^teacher-1[0-1][0-9]$'`,
	);
	await admin.query(
		"insert into app.staff (school_id, email, user_id) select id, 'office@hundred.example', $1 from app.schools where handle = 'school-100'",
		[teamStaffId],
	);
	await admin.query(`
		insert into app.teams (school_id, handle, name)
		select id, case handle when 'school-100' then 'any' else 'any-' || handle end, 'Any of us' from app.schools;
		insert into app.team_members (team_id, teacher_id)
		select team.id, teacher.id from app.teams team join app.teachers teacher on teacher.school_id = team.school_id`);
	const { rows } = await admin.query(
		`select type.id, app.describe_type(type) - 'id' - 'version' as now from app.appointment_types type
		join app.teachers teacher on teacher.id = type.teacher_id where teacher.handle = 'ada' and type.handle = 'lesson'`,
	);
	({ id: typeId, now: typeNow } = rows[0]);
}

const anyoneId = randomUUID();
const invitationId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const joined = invitationId(1);
const unjoined = (n: number) => invitationId(19_901 + n);

/** Openings of forty schools with 500 families each, and one with 20,000, of whom a thousand come after its draw. */
async function seedOpenings(): Promise<void> {
	await admin.query(
		`
		with own as (
			insert into app.openings (id, school_id, name, audience, waiting_room, bookings_each, joins_at, opens_at)
			select case school.handle when 'school-1' then '${openingId}' when 'school-3' then '${anyoneId}' else gen_random_uuid() end::uuid,
				school.id, 'Opening', case when school.handle in ('school-2', 'school-3') then 'anyone' else 'invited' end::app.opening_audience,
				school.handle <> 'school-2', 10, now() - interval '2 hours', now() - interval '1 minute'
			from app.schools school where school.handle ~ '^school-([1-9]|[1-3][0-9]|40)$'
			returning id, waiting_room
		), paces as (
			insert into app.opening_paces (opening_id) select id from own
		)
		insert into app.opening_groups (opening_id, position, name, opens_at)
		select id, 0, 'Everybody', now() - interval '1 minute' from own;
		insert into app.staff (school_id, email, user_id) select id, 'office@school-1.example', '${staffId}' from app.schools where handle = 'school-1';
		insert into app.invitations (id, opening_id, group_id, email, name)
		select case opening_id when '${openingId}' then ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid else gen_random_uuid() end,
			opening_id, id, 'family-' || n || '@home.example', 'Family ' || n
		from app.opening_groups, generate_series(1, 19990) as n where n <= 500 or opening_id = '${openingId}';
		insert into app.tickets (opening_id, group_id, invitation_id, joined_at, rank)
		select invitation.opening_id, invitation.group_id, invitation.id, now() - interval '30 minutes',
			case when invitation.email < 'family-9' then floor(random() * 4294967296) end
		from app.invitations invitation
		where invitation.opening_id <> '${openingId}' or invitation.id <= '00000000-0000-4000-8000-000000019900';
		insert into app.mails (invitation_id, kind, recipient, sent_at) select id, 'invited', 'booker', now() from app.invitations;
		insert into app.opening_events (opening_id, kind) select opening_id, 'paced' from app.opening_groups, generate_series(1, 300)`,
	);
	const { rows } = await admin.query(
		"select id from app.schools where handle ~ '^school-([1-9]|[1-3][0-9]|40)$'",
	);
	for (const { id } of rows) await admin.query("select app.assign_openings($1)", [id]);
}

/** A ticket of it that is let in, whatever the draw says. */
async function pass(): Promise<{ ticket_id: string }> {
	const { rows } = await admin.query(
		`update app.tickets set admitted_at = now(), pass_until = now() + interval '10 minutes', offered_at = now()
		where invitation_id = $1 returning id as ticket_id`,
		[joined],
	);
	await admin.query("update app.opening_groups set served_below = 1 where opening_id = $1", [openingId]);
	await admin.query("update app.tickets set rank = 0, tail_no = null where id = $1", [rows[0].ticket_id]);
	return rows[0];
}

async function aSecondPasses(): Promise<void> {
	await admin.query("set auto_explain.log_min_duration = -1");
	await admin.query(
		"update app.opening_paces set paced_at = paced_at - interval '2 seconds', count_at = null, pace = 200 where opening_id = $1",
		[openingId],
	);
	await admin.query("set auto_explain.log_min_duration = 0");
}
