import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { ownDatabase } from "../support/own-database.ts";

const { admin, serverUrl } = await ownDatabase();
const server = new pg.Client(serverUrl);
await server.connect();
afterAll(() => server.end());

/** Everything that a role may do to anything of ours, from the catalogue: grants to PUBLIC and inherited ones included. */
async function mayDo(role: string): Promise<string[]> {
	const { rows } = await admin.query<{ may: string }>(
		`
		select 'use schema ' || nspname as may from pg_namespace
			where nspname in ('app', 'api') and has_schema_privilege($1, oid, 'usage')
		union all select 'create in schema ' || nspname from pg_namespace
			where has_schema_privilege($1, oid, 'create')
		union all select 'create schemas' where has_database_privilege($1, current_database(), 'create')
		union all select 'make temporary tables' where has_database_privilege($1, current_database(), 'temporary')
		union all select privilege || ' ' || c.oid::regclass
			from pg_class c join pg_namespace n on n.oid = c.relnamespace,
			unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain']) as privilege
			where n.nspname in ('app', 'api') and c.relkind in ('r', 'p', 'v', 'm', 'f') and has_table_privilege($1, c.oid, privilege)
		union all select privilege || ' a column of ' || c.oid::regclass
			from pg_class c join pg_namespace n on n.oid = c.relnamespace,
			unnest(array['select', 'insert', 'update', 'references']) as privilege
			where n.nspname in ('app', 'api') and c.relkind in ('r', 'p', 'v', 'm', 'f') and has_any_column_privilege($1, c.oid, privilege)
		union all select privilege || ' ' || c.oid::regclass
			from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest(array['usage', 'select', 'update']) as privilege
			where n.nspname in ('app', 'api') and c.relkind = 'S' and has_sequence_privilege($1, c.oid, privilege)
		union all select 'call ' || n.nspname || '.' || p.proname
			from pg_proc p join pg_namespace n on n.oid = p.pronamespace
			where n.nspname in ('app', 'api') and has_function_privilege($1, p.oid, 'execute')
		union all select 'be ' || other.rolname from pg_roles other
			where other.rolname <> $1 and pg_has_role($1, other.oid, 'member')
		union all select 'own ' || c.oid::regclass from pg_class c where pg_get_userbyid(c.relowner) = $1
		union all select 'own ' || p.oid::regproc from pg_proc p where pg_get_userbyid(p.proowner) = $1
		union all select 'own schema ' || nspname from pg_namespace where pg_get_userbyid(nspowner) = $1
		union all select 'be above all rules' from pg_roles
			where rolname = $1 and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
		order by 1`,
		[role],
	);
	return rows.map((row) => row.may);
}

const verbs = [
	"add_holidays",
	"ask_code",
	"ask_invitation",
	"book_for",
	"book_series",
	"book_slot",
	"book_team_slot",
	"cancel_as_teacher",
	"cancel_booking",
	"cancel_series",
	"change_zone",
	"claim_desk",
	"confirm_hold",
	"desk_figures",
	"draw_record",
	"drop_absence",
	"drop_feed",
	"drop_schedule",
	"drop_team",
	"due_regions",
	"extend_hold",
	"fail_feed",
	"find_teachers",
	"find_teams",
	"get_booking",
	"get_opening",
	"get_teacher",
	"get_team",
	"get_ticket",
	"get_type",
	"has_migration",
	"hold_slot",
	"hold_team_slot",
	"invite_families",
	"join_opening",
	"keep_bookings",
	"leave_opening",
	"list_bookings",
	"list_feeds",
	"list_invitations",
	"list_series",
	"list_slots",
	"list_team_slots",
	"list_teams",
	"list_types",
	"mark_attendance",
	"mark_mail",
	"nearest_slots",
	"nearest_to_hold",
	"open_calendar",
	"open_desk",
	"open_office",
	"open_rules",
	"order_types",
	"pace_opening",
	"release_hold",
	"restore_type",
	"retire_type",
	"revoke_invitation",
	"save_absence",
	"save_feed",
	"save_holidays",
	"save_opening",
	"save_schedule",
	"save_team",
	"save_type",
	"send_invitation",
	"settle_feed",
	"steer_opening",
	"take_feed",
	"take_feeds",
	"take_mails",
	"take_pass",
	"watch_opening",
];

describe("the catalogue says", () => {
	test("that the server may call each verb of api and do nothing else", async () => {
		expect(await mayDo("firstbell_server")).toEqual([
			...verbs.map((verb) => `call api.${verb}`),
			"use schema api",
		]);
	});

	test.each(["anon", "authenticated"])("that %s may do nothing at all in app and api", async (role) => {
		expect(await mayDo(role)).toEqual([]);
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
			expect((await mayDo("firstbell_server")).length, slip).toBeGreaterThan(verbs.length + 1);
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
