import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { rightsOf } from "../../stack/rights.ts";
import { ownDatabase } from "../support/own-database.ts";

const { admin, serverUrl } = await ownDatabase();
const server = new pg.Client(serverUrl);
await server.connect();
afterAll(() => server.end());

const verbs = [
	"add_holidays",
	"ask_code",
	"ask_invitation",
	"ask_mine",
	"begin_synthetic",
	"book_for",
	"book_series",
	"book_slot",
	"book_team_slot",
	"booked_elsewhere",
	"bounce_mail",
	"cancel_as_teacher",
	"cancel_booking",
	"cancel_series",
	"change_zone",
	"claim_desk",
	"close_teachers",
	"confirm_hold",
	"decide_booking",
	"decline_offer",
	"desk_figures",
	"draw_record",
	"drop_absence",
	"drop_feed",
	"drop_hook",
	"drop_old_deliveries",
	"drop_schedule",
	"drop_team",
	"drop_token",
	"drop_wait",
	"due_regions",
	"end_synthetic",
	"erase_booker",
	"erase_mine",
	"erase_school",
	"erase_teacher",
	"export_desk",
	"export_mine",
	"export_school",
	"extend_hold",
	"fail_feed",
	"find_teachers",
	"find_teams",
	"get_booking",
	"get_mail_wish",
	"get_opening",
	"get_teacher",
	"get_team",
	"get_ticket",
	"get_type",
	"get_wait",
	"has_migration",
	"hold_slot",
	"hold_team_slot",
	"invite_families",
	"join_opening",
	"join_waitlist",
	"keep_bookings",
	"keep_minute",
	"lapse_requests",
	"leave_mine",
	"leave_opening",
	"leave_waitlist",
	"list_bookings",
	"list_feeds",
	"list_full",
	"list_hooks",
	"list_invitations",
	"list_mine",
	"list_moves",
	"list_series",
	"list_slots",
	"list_team_slots",
	"list_teams",
	"list_tokens",
	"list_trail",
	"list_types",
	"list_waited",
	"list_waits",
	"make_token",
	"mark_alert",
	"mark_attendance",
	"mark_mail",
	"move_as_teacher",
	"move_booking",
	"nearest_slots",
	"nearest_to_hold",
	"offer_seats",
	"open_calendar",
	"open_desk",
	"open_office",
	"open_ops",
	"open_rules",
	"order_types",
	"pace_opening",
	"plan_reminders",
	"prove_token",
	"read_shared",
	"release_hold",
	"renew_hook_secret",
	"replay_hook",
	"replica_replayed",
	"restore_type",
	"retain",
	"retire_type",
	"revoke_invitation",
	"save_absence",
	"save_feed",
	"save_holidays",
	"save_hook",
	"save_mail_wish",
	"save_opening",
	"save_schedule",
	"save_team",
	"save_type",
	"send_invitation",
	"settle_alerts",
	"settle_feed",
	"settle_hook_delivery",
	"share_desk",
	"share_mine",
	"steer_opening",
	"synthetic_health",
	"take_feed",
	"take_feeds",
	"take_hook_delivery",
	"take_mails",
	"take_pass",
	"take_time_off",
	"visit_mine",
	"watch_opening",
];

describe("the catalogue says", () => {
	test("that the server may call each verb of api and do nothing else", async () => {
		expect(await rightsOf(admin, "firstbell_server")).toEqual([
			...verbs.map((verb) => `call api.${verb}`),
			"use schema api",
		]);
	});

	test.each(["anon", "authenticated"])("that %s may do nothing at all in app and api", async (role) => {
		expect(await rightsOf(admin, role)).toEqual([]);
	});

	test("so to a grant that should not be there, direct, to all or by membership", async () => {
		for (const slip of [
			"grant select on app.mails to firstbell_server",
			"grant update (name) on app.bookings to public",
			"grant execute on function app.refuse(text, text) to public",
			"grant anon to firstbell_server",
			"grant temporary on database %I to public",
			"create function app.later() returns integer language sql return 1",
		]) {
			await admin.query("begin");
			await admin.query(slip.replace("%I", `"${admin.database}"`));
			expect((await rightsOf(admin, "firstbell_server")).length, slip).toBeGreaterThan(verbs.length + 1);
			await admin.query("rollback");
		}
	});

	test("that each verb runs as its owner, with an empty search_path, and each other function as its caller", async () => {
		const { rows } = await admin.query(`
			select n.nspname || '.' || p.proname as name, n.nspname as schema, p.prosecdef as definer,
				coalesce(p.proconfig::text, '') as config
			from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('app', 'api')`);
		for (const { name, schema, definer, config } of rows) {
			expect([name, definer], name).toEqual([name, schema === "api"]);
			if (definer) expect(config, name).toBe('{"search_path=\\"\\""}');
		}
	});

	test("that every table has row level security on and no policy that opens it", async () => {
		const { rows } = await admin.query(`
			select c.relname, c.relrowsecurity as secured, (select count(*)::integer from pg_policy where polrelid = c.oid) as policies
			from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'app' and c.relkind in ('r', 'p')`);
		expect(rows.length).toBeGreaterThan(5);
		for (const row of rows) expect(row).toMatchObject({ secured: true, policies: 0 });
	});
});

describe("the server, trying it, is refused", () => {
	test.each([
		"select * from app.bookings",
		"insert into app.schools (handle, name) values ('mine', 'Mine')",
		"update app.teachers set email = 'me@booker.example'",
		"delete from app.bookings",
		"truncate app.mails",
		"select seed from app.opening_groups",
		"select rank from app.tickets",
		"update app.tickets set rank = 0",
		"update app.opening_groups set seed = sha256('')",
		"delete from app.opening_events",
		"update app.audit set verb = 'made'",
		"delete from app.audit",
		"select app.rank_of('', gen_random_uuid())",
		"select app.replace_hours(gen_random_uuid(), '[]')",
		`select app.import_school('{"handle": "mine", "name": "Mine", "teachers": []}')`,
		"create table api.mine (x integer)",
		"create table public.mine (x integer)",
		"create temporary table mine (x integer)",
		"create schema mine",
		"alter table app.bookings disable row level security",
		"create or replace function api.find_teachers(p_query text) returns jsonb language sql return '1'::jsonb",
		"set role postgres",
		"set session authorization postgres",
		"copy (select 1) to program 'true'",
	])("%s", async (statement) => {
		await expect(server.query(statement)).rejects.toMatchObject({ code: /^(42501|42P01|22023)$/ });
	});

	test.each(["anon", "authenticated"])("and so is %s at each verb and table", async (role) => {
		await admin.query(`set role ${role}`);
		try {
			for (const statement of ["select api.find_teachers('')", "select * from app.teachers"]) {
				await expect(admin.query(statement)).rejects.toMatchObject({ code: "42501" });
			}
		} finally {
			await admin.query("reset role");
		}
	});

	test("while a verb answers it", async () => {
		const { rows } = await server.query("select api.find_teachers('') as answer");
		expect(rows[0].answer).toEqual([]);
	});
});

test("time-outs and plans are the role's own, so that no connection has to set them", async () => {
	for (const [name, value] of [
		["lock_timeout", "3s"],
		["statement_timeout", "5s"],
		["idle_in_transaction_session_timeout", "5s"],
		["jit", "off"],
		["TimeZone", "UTC"],
		["enable_seqscan", "off"],
		["plan_cache_mode", "force_generic_plan"],
	]) {
		const { rows } = await server.query(`select current_setting($1) as value`, [name]);
		expect([name, rows[0].value]).toEqual([name, value]);
	}
});
