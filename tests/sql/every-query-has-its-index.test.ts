import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { everyHour } from "../support/import-wish.ts";
import { holdWith, type Office, openingWish, seedOffice } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { indexesOf, pagesOf, plansOf, readWhole, tellPlans } from "../support/plans.ts";
import { seedTeachers, slotStart } from "../support/seed.ts";
import { type Booked, book, call, type Held, hold } from "../support/verbs.ts";

const { admin } = await ownDatabase();
const userId = randomUUID();
let booked: Booked;
let held: Held;
let moving: Booked;
let asked = "";
let begun = "";
let mailId = "";
let series: { bookings: Booked[] };
/** The opening of 20,000 families: its staff, it, and one of its tickets with a pass. */
const staffId = randomUUID();
const openingId = randomUUID();
let ticket: { ticket_id: string };
let heldByTicket: Held;
let [leaver, closer]: Office[] = [];

beforeAll(async () => {
	// Filled, since a plan for empty tables says nothing: 300 teachers, of whom one has 1,000 bookings.
	const handles = Array.from({ length: 299 }, (_, i) => `teacher-${i}`);
	await seedTeachers(admin, ["ada", ...handles], { types: [{ horizon_days: 120, booker_cap: 5 }] });
	await admin.query(`
		insert into app.schools (handle, name) select 'school-' || n, 'School' from generate_series(1, 2000) as n;
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
		insert into app.mails (booking_id, kind, recipient, sent_at, taken_at, told)
		select id, 'confirmed', 'booker', now(), now(), jsonb_build_object(id, at) from slot`,
		[slotStart(0)],
	);
	await admin.query("update app.appointment_types set no_show_limit = 3");
	await admin.query("update app.teachers set user_id = $1, holiday_region = 'DE-BY' where handle = 'ada'", [
		userId,
	]);
	// Two with whom nothing is booked: one leaves, and then the school of the other.
	leaver = await seedOffice(admin, "leavers", ["leaver"]);
	closer = await seedOffice(admin, "closers", ["closer"]);
	await seedRules();
	await seedRequests();
	await admin.query(`
		create schema supabase_migrations;
		create table supabase_migrations.schema_migrations (version text primary key);
		insert into supabase_migrations.schema_migrations select n::text from generate_series(1, 1000) as n`);
	await seedOpenings();
	await seedBookers();
	await seedPrograms();
	await seedWaits();
	await seedRounds();
	await seedWatch();
	await admin.query("analyze");
	booked = await book(admin, { at: slotStart(0) });
	mailId = (await admin.query("select id from app.mails where booking_id = $1", [booked.booking_id])).rows[0]
		.id;
	begun = (await book(admin, { at: slotStart(6) })).booking_id;
	await admin.query(
		"update app.bookings set during = tstzrange(now() - interval '1 minute', upper(during)) where id = $1",
		[begun],
	);
	held = await hold(admin, { at: slotStart(1) });
	moving = await book(admin, { at: slotStart(8) });
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
	["list_moves", () => [booked.booking_id, 1, slotStart(200), slotStart(536)]],
	["move_booking", () => [randomUUID(), booked.booking_id, 1, slotStart(5)]],
	["cancel_booking", () => [booked.booking_id, 1, null]],
	["cancel_booking", () => [booked.booking_id, 1]],
	["decide_booking", () => [userId, asked, null, true, null]],
	["lapse_requests", () => [50]],
	[
		"cancel_as_teacher",
		() => [userId, randomUUID(), null, null, slotStart(30), slotStart(60), "The school is closed", null],
	],
	[
		"cancel_as_teacher",
		() => [userId, randomUUID(), null, null, slotStart(60), slotStart(90), "The school is closed"],
	],
	["move_as_teacher", () => [userId, moving.booking_id, slotStart(8), slotStart(9), "The hall is taken"]],
	["take_time_off", () => [userId, randomUUID(), null, slotStart(30), slotStart(60), "The school is closed"]],
	["list_slots", () => ["ada", "lesson", slotStart(200), slotStart(536)]],
	["list_full", () => ["ada", "lesson", slotStart(200), slotStart(536)]],
	[
		"join_waitlist",
		() => [randomUUID(), "ada", "lesson", "slot", slotStart(248), null, "Waiter", "w@waiter.example", "UTC"],
	],
	["get_wait", () => [waitId(1), 1]],
	["decline_offer", () => [waitId(1), 1]],
	["leave_waitlist", () => [waitId(2), 1]],
	["offer_seats", () => ["ada"]],
	["list_waits", () => [userId]],
	["drop_wait", () => [userId, waitId(3)]],
	["nearest_slots", () => ["ada", "lesson", slotStart(60), 6]],
	["nearest_to_hold", () => [held.booking_id, 1, 6]],
	["get_teacher", () => ["ada"]],
	["get_type", () => ["ada", "lesson"]],
	["cancel_series", () => [series.bookings[0]?.booking_id, 1, null]],
	["cancel_series", () => [series.bookings[0]?.booking_id, 1]],
	["ask_code", () => ["ada@school.example"]],
	["claim_desk", () => [userId, "ada@school.example"]],
	["open_desk", () => [userId]],
	["list_bookings", () => [userId, JSON.stringify({ from: slotStart(0) }), null, null, 50]],
	["mark_attendance", () => [userId, begun, "completed"]],
	["desk_figures", () => [userId, 12, 4]],
	["list_trail", () => [userId, "{}", null, null, 50]],
	["retain", () => [500]],
	["begin_synthetic", () => []],
	["end_synthetic", () => [minute, 120, null, null]],
	["synthetic_health", () => []],
	// After a rush: a thousand of what was touched lately, a bell, and weeks of minutes.
	["keep_minute", () => ["{}"]],
	["settle_alerts", () => [JSON.stringify({ "law-broken": "one" }), JSON.stringify({ replica_away: false })]],
	["mark_alert", () => [alertId, false]],
	["open_ops", () => [operatorId, 60]],
	["open_rules", () => [userId]],
	["open_calendar", () => [userId, slotStart(0).slice(0, 10), slotStart(42 * 48).slice(0, 10)]],
	["list_types", () => [userId]],
	[
		"save_schedule",
		() => [userId, randomUUID(), 0, JSON.stringify({ name: "Hours", spans: everyHour, own_days: [dayOff] })],
	],
	["drop_schedule", () => [userId, randomUUID(), 1]],
	["save_absence", () => [userId, randomUUID(), 0, slotStart(0), slotStart(48), "Away"]],
	["drop_absence", () => [userId, randomUUID(), 1]],
	["save_holidays", () => [userId, 1, "DE-BY", [], JSON.stringify([{ day: dayOff.day, name: "Harvest" }])]],
	["keep_bookings", () => [userId, [booked.booking_id]]],
	["due_regions", () => [2099]],
	["add_holidays", () => ["DE-BY", JSON.stringify([{ day: dayOff.day, name: "Harvest" }])]],
	["list_feeds", () => [userId]],
	["save_feed", () => [userId, randomUUID(), 0, "Private", "sealed"]],
	["take_feed", () => [userId, feed.id, 60]],
	["take_feeds", () => [10, 60]],
	["booked_elsewhere", () => [feed.id, [booked.booking_id, randomUUID()]]],
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
			false,
		],
	],
	["fail_feed", () => [feed.id, feed.claim, "It does not answer."]],
	["drop_feed", () => [userId, feed.id, 1]],
	["make_token", () => [userId, randomUUID(), "Site", ["rules:read"], `\\x${"ab".repeat(32)}`, "fb_", null]],
	["prove_token", () => [`\\x${"cd".repeat(32)}`, "rules:read"]],
	["list_tokens", () => [userId]],
	["drop_token", () => [userId, randomUUID()]],
	["list_hooks", () => [userId]],
	["save_hook", () => [userId, hook.id, 1, ["booking.moved"], true, null, null]],
	["renew_hook_secret", () => [userId, hook.id, randomUUID(), "sealed"]],
	["replay_hook", () => [userId, hook.id, null]],
	["take_hook_delivery", () => [60]],
	["settle_hook_delivery", () => [hook.delivery, hook.claim, 500, "It answered with 500."]],
	["drop_old_deliveries", () => []],
	["drop_hook", () => [userId, hook.id, 2]],
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
	["drop_team", () => [teamStaffId, randomUUID(), 1]],
	["ask_mine", () => ["series@booker.example"]],
	["visit_mine", () => [bookerId, 1, slotStart(0)]],
	["list_mine", () => [bookerId, 1, "false", null, null, 50]],
	["export_mine", () => [bookerId, 1]],
	["share_mine", () => [bookerId, 1, "cd".repeat(32)]],
	["share_desk", () => [userId, "ef".repeat(32)]],
	["read_shared", () => ["ef".repeat(32)]],
	["export_desk", () => [userId]],
	["export_school", () => [staffId]],
	["erase_booker", () => [staffId, "family-7@home.example"]],
	["leave_mine", () => [bookerId, 1]],
	["erase_mine", () => [otherBookerId, 1]],
	["close_teachers", () => [leaver?.staff, ["leaver"]]],
	["erase_teacher", () => [leaver?.staff, "leaver"]],
	["erase_school", () => [closer?.staff, "closers"]],
	["take_mails", () => [10, 60, true]],
	["mark_mail", () => [randomUUID(), null]],
	["bounce_mail", () => [mailId, true, "EENVELOPE RCPT TO 550 5.1.1"]],
	["plan_reminders", () => [500]],
	["get_mail_wish", () => [randomUUID()]],
	["save_mail_wish", () => [randomUUID(), false]],
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
	["take_mails", () => [10, 60, true]],
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

test.each([
	["of a school", () => [teamStaffId, { school: true, kinds: ["type"] }, null, null]],
	[
		"of one teacher",
		() => [teamStaffId, { school: true, teacher: "teacher-100", from: slotStart(0) }, null, null],
	],
	["after a page", () => [userId, { until: slotStart(48) }, slotStart(0), 17]],
])("the trail %s reads no table from one end to the other", async (_what, asked) => {
	const [user, wish, at, id] = asked();
	await readsNoneWhole("list_trail", () => [user, JSON.stringify(wish), at, id, 50]);
});

test("a verb that loses reads none either", async () => {
	const wish = [randomUUID(), "ada", "lesson", slotStart(160), "Booker", "b@booker.example", "UTC"];
	const plans = await plansOf(
		admin,
		`do $$ begin perform api.book_slot(${wish.map((each) => `'${each}'`).join(", ")}); exception when sqlstate 'TAKEN' then null; end $$`,
	);
	expect(plans.some(({ query }) => query.includes("is_elsewhere"))).toBe(true);
	expect(plans.flatMap(readWhole)).toEqual([]);
});

test("what mails have told a booker, of one and of a series, is looked up by its index", async () => {
	const asked = "select app.may_be_misled(booking) from app.bookings booking where booking.id = $1";
	for (const id of [booked.booking_id, series.bookings[0]?.booking_id]) {
		const plans = await plansOf(admin, asked, [id]);
		expect(plans.flatMap(readWhole)).toEqual([]);
		expect(plans.flatMap(indexesOf)).toContain("mails_that_told");
	}
});

test("every verb is looked at, but those that give the whole of their tables: directories, and who waits, and one that reads none", async () => {
	// What is kept for builds before calls one of these (docs/upgrading.md).
	const { rows } = await admin.query(
		`select array_agg(proname::text order by proname) as names from pg_proc where pronamespace = 'api'::regnamespace
			and coalesce(obj_description(oid, 'pg_proc'), '') not like 'Kept for builds before %'`,
	);
	expect(
		[...verbs.map(([verb]) => verb), "find_teachers", "find_teams", "list_waited", "replica_replayed"].sort(),
	).toEqual(rows[0].names);
});

test("a look at the laws after a rush takes the same few pages for each booking", async () => {
	await admin.query("update app.watch_minutes set gauges = null where minute > now() - interval '5 minutes'");
	// However long the tests before it took.
	await admin.query("update app.requests set answered_at = now() where key like 'watched-%'");
	const plans = await plansOf(admin, "select api.keep_minute('{}')");
	const { rows } = await admin.query("select gauges from app.watch_minutes order by minute desc limit 1");
	expect(rows[0].gauges.bookings_looked_at).toBeGreaterThan(1_900);
	const pages = Math.max(...plans.map(pagesOf));
	expect(pages / rows[0].gauges.bookings_looked_at).toBeLessThan(60);
});

// What it takes is measured by `npm run bench -- list_week_ms`.
test("a week of a teacher with 1,000 bookings is read through the index of the law, in few pages", async () => {
	const plans = await plansOf(admin, "select api.list_slots('ada', 'lesson', $1, $2)", [
		slotStart(200),
		slotStart(536),
	]);
	const list = plans.find(({ query }) => query.includes("with taken as"));
	expect(list && indexesOf(list)).toContain("appointments_never_overlap");
	// 168 free slots and 168 that are taken: a few hundred pages, whatever else the table holds.
	expect(list && pagesOf(list)).toBeLessThan(700);
});

describe("a step of an opening of 20,000 families", () => {
	test("calls those whose turn it is by their rank, and touches few pages more than they lie on", async () => {
		await call(admin, "steer_opening", staffId, openingId, "resume", null);
		await aSecondPasses();
		await admin.query("set auto_explain.log_min_duration = 0");
		const plans = await plansOf(admin, "select api.pace_opening($1, '{}')", [openingId]);
		const next = plans.find(({ query }) => query.includes("order by ticket.rank"));
		expect(next && indexesOf(next)).toEqual(["tickets_by_rank"]);
		// 315 are called: each is read and locked, and where its page was all visible, that is taken back.
		expect(next && pagesOf(next)).toBeLessThan(1_200);
		for (const [part, most] of [
			["set offered_at", 8_000],
			["ticket.offered_at > now()", 500],
		] as const) {
			const plan = plans.find(({ query }) => query.includes(part));
			expect(plan && pagesOf(plan), part).toBeLessThan(most);
		}
	});
});

/** Of a thousand who have asked for their own page. */
const [bookerId, otherBookerId] = [randomUUID(), randomUUID()];
async function seedBookers(): Promise<void> {
	await admin.query(
		`insert into app.bookers (id, email)
		select case n when 1 then $1 when 2 then $2 else gen_random_uuid() end::uuid, booking.email
		from (
			select email, row_number() over (order by email) as n from (select distinct email from app.bookings) as each limit 1000
		) as booking`,
		[bookerId, otherBookerId],
	);
	// Every third has not been asked for in a long time, and would be forgotten without its calendar.
	await admin.query(
		"update app.bookers set asked_at = now() - interval '91 days' where id <> $1 and hashtext(id::text) % 3 = 0",
		[bookerId],
	);
	await admin.query(
		"insert into app.shared_calendars (booker_id, secret_hash) select id, sha256(id::text::bytea) from app.bookers",
	);
}

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
	// A third of the types writes afterwards; and of those who booked, some want to hear nothing.
	await admin.query(`
		update app.appointment_types set follow_up_minutes = 60, follow_up_text = 'Thank you'
		where hashtext(id::text) % 3 = 0;
		insert into app.mail_wishes (addressee, unwanted_since)
		select md5(email)::uuid, now() from app.bookings where hashtext(id::text) % 5 = 0`);
	await admin.query(
		`insert into app.appointment_types (id, teacher_id, schedule_id, handle, name, duration_minutes, step_minutes)
		select $1, teacher_id, schedule_id, 'spare', 'Spare', 30, 30 from app.appointment_types
		where teacher_id = (select id from app.teachers where handle = 'ada')`,
		[spareId],
	);
	// A school of twenty that waits for no opening, with a team of all of them; and ten teams in each school.
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
		insert into app.teams (school_id, handle, name)
		select id, 'team-' || n || '-' || handle, 'Team' from app.schools, generate_series(1, 9) as n;
		insert into app.team_members (team_id, teacher_id)
		select team.id, teacher.id from app.teams team join app.teachers teacher on teacher.school_id = team.school_id`);
	const { rows } = await admin.query(
		`select type.id, app.describe_type(type) - 'id' - 'version' as now from app.appointment_types type
		join app.teachers teacher on teacher.id = type.teacher_id where teacher.handle = 'ada' and type.handle = 'lesson'`,
	);
	({ id: typeId, now: typeNow } = rows[0]);
}

/** Two thousand that wait for an answer, of which a hundred are late; one of them is asked of ada. */
async function seedRequests(): Promise<void> {
	const { rows } = await admin.query(
		`with wanted as (
			select booking.id, row_number() over (order by teacher.handle <> 'ada', booking.id) as n
			from app.bookings booking
			join app.appointments appointment on appointment.id = booking.appointment_id
			join app.teachers teacher on teacher.id = appointment.teacher_id
			where teacher.handle like 'teacher-2%' or teacher.handle = 'ada' and appointment.starts_at = $1::timestamptz + interval '2 days'
		)
		update app.bookings booking
		set state = 'pending', decide_until = now() + case when n > 1900 then interval '-1 minute' else interval '1 day' end
		from wanted where booking.id = wanted.id
		returning booking.id, wanted.n`,
		[slotStart(0)],
	);
	asked = rows.find(({ n }) => n === "1")?.id;
}

/** A week of what the synthetic booker came to, and whom it books with. */
const minute = new Date(Math.floor(Date.now() / 60_000 - 2) * 60_000).toISOString();
const seedRounds = () =>
	admin
		.query(
			`insert into app.synthetic_rounds (minute, ended_at, duration_ms)
		select minute, minute, 100 from generate_series($1::timestamptz - interval '7 days', $1::timestamptz, interval '1 minute') as minute`,
			[minute],
		)
		.then(() => admin.query("select app.synthetic_teacher()"));

/** One of ada's hooks, which is being told something. */
const hook = { id: randomUUID(), claim: randomUUID(), delivery: "" };

/** For each teacher a token and a hook, and for each hook what it was told, was never, and is to be. */
async function seedPrograms(): Promise<void> {
	await admin.query(`
		insert into app.tokens (user_id, name, scopes, hash, beginning)
		select coalesce(user_id, gen_random_uuid()), 'Site', '{rules:read}',
			case handle when 'ada' then decode(repeat('cd', 32), 'hex') else sha256(handle::bytea) end, 'fb_'
		from app.teachers;
		insert into app.hooks (id, teacher_id, sealed_url, sealed_secret, secret_id, events, claim)
		select case handle when 'ada' then '${hook.id}' else gen_random_uuid() end::uuid, id, 'sealed', 'sealed',
			gen_random_uuid(), '{booking.confirmed}', '${hook.claim}'
		from app.teachers;
		insert into app.hook_deliveries (hook_id, booking_id, event, created_at, due_at, told_at, given_up_at)
		select hook.id, booking.id, 'booking.confirmed', now() - n * interval '1 hour', now() - n * interval '1 minute',
			case when n % 10 > 1 then now() end, case n % 10 when 0 then now() end
		from app.hooks hook
		cross join lateral (
			select booking.id, row_number() over () as n from app.appointments appointment
			join app.bookings booking on booking.appointment_id = appointment.id where appointment.teacher_id = hook.teacher_id
		) as booking`);
	const { rows } = await admin.query(
		"select id from app.hook_deliveries where hook_id = $1 and told_at is null and given_up_at is null limit 1",
		[hook.id],
	);
	hook.delivery = rows[0].id;
}

const waitId = (n: number) => `00000000-0000-4000-9000-${String(n).padStart(12, "0")}`;

/** A thousand who wait for times of ada's, and some with each other teacher, one of whom is offered something; many more did once. */
async function seedWaits(): Promise<void> {
	await admin.query(
		`insert into app.waits (id, appointment_type_id, duration_minutes, kind, wanted, person_name, email, time_zone, state)
		select case when teacher.handle = 'ada' then ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid else gen_random_uuid() end,
			type.id, 30, 'slot', tstzrange($1, $1, '[]'), 'Waiter', n || '@' || teacher.handle || '.example', 'UTC',
			case when n = 1 then 'offered' when teacher.handle <> 'ada' and (n > 5 or teacher.handle !~ '^teacher-1.$') then 'taken' else 'waiting' end::app.wait_state
		from app.appointment_types type join app.teachers teacher on teacher.id = type.teacher_id
		cross join generate_series(1, 1000) as n
		where type.handle = 'lesson' and (teacher.handle = 'ada' or teacher.handle ~ '^teacher-1.$' or n <= 20)`,
		[slotStart(250)],
	);
	await admin.query(
		`with offer as (
			insert into app.appointments (teacher_id, appointment_type_id, starts_at, ends_at, busy, seats, held_until)
			select type.teacher_id, type.id, $1::timestamptz, $1::timestamptz + interval '30 minutes',
				tstzrange($1, $1::timestamptz + interval '30 minutes'), 1, now() + interval '2 hours'
			from app.appointment_types type join app.teachers teacher on teacher.id = type.teacher_id
			where type.handle = 'lesson' returning id, appointment_type_id
		)
		insert into app.bookings (appointment_id, state, during, held_until, wait_id)
		select offer.id, 'held', tstzrange($1, $1::timestamptz + interval '30 minutes'), now() + interval '1 hour', wait.id
		from offer join app.waits wait on wait.appointment_type_id = offer.appointment_type_id and wait.state = 'offered'`,
		[slotStart(249)],
	);
	await admin.query(
		"insert into app.mails (wait_id, kind, recipient, sent_at) select id, 'waiting', 'booker', now() from app.waits",
	);
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

const operatorId = randomUUID();
const alertId = randomUUID();

/** Two weeks of minutes, years of alerts, and more operators than there ever are. */
async function seedWatch(): Promise<void> {
	await admin.query(`
		insert into app.requests (key, body_hash, booking_id, answer)
		select 'watched-' || id, '\\x00', id, '{}' from app.bookings limit 4000;
		insert into app.watch_minutes (minute, traffic, gauges, broken)
		select date_trunc('minute', now()) - n * interval '1 minute', '{"answered": 100, "failed": 0}', '{}', '{}' from generate_series(1, 20160) as n;
		insert into app.watch_alerts (id, name, said, since, seen_at, well_at, told_at, well_told_at)
		select case n when 1 then '${alertId}' else gen_random_uuid() end::uuid, 'law-broken', 'one', at, at, at, at, at
		from generate_series(1, 3000) as n, lateral (select now() - n * interval '8 hours' as at) as old;
		insert into app.operators (email, user_id)
		select n || '@host.example', case n when 1 then '${operatorId}' else gen_random_uuid() end::uuid from generate_series(1, 1000) as n`);
}

async function aSecondPasses(): Promise<void> {
	await admin.query("set auto_explain.log_min_duration = -1");
	await admin.query(
		"update app.opening_paces set paced_at = paced_at - interval '2 seconds', count_at = null, pace = 200 where opening_id = $1",
		[openingId],
	);
	await admin.query("set auto_explain.log_min_duration = 0");
}
