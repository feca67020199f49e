import type pg from "pg";
import { count, type Finding } from "../rehearsal/checker/finding.ts";
import { findOverlaps } from "../rehearsal/checker/laws/overlaps.ts";
import { findSeats } from "../rehearsal/checker/laws/seats.ts";
import { rightsOf } from "../rights.ts";

/** Whom the app signs in as. */
const server = "firstbell_server";

/** Who may do nothing at all, where there are such: Supabase's Data API asks as these. */
const outsiders = ["anon", "authenticated"];

/** What the app's own role cannot be without: its deadlines, its clock, and the plans of full tables. */
const needed = [
	"lock_timeout",
	"statement_timeout",
	"idle_in_transaction_session_timeout",
	"TimeZone",
	"jit",
	"enable_seqscan",
	"plan_cache_mode",
];

/**
 * Looks at a database that was restored, without changing it: whether what guards the laws is there, whether nobody may do
 * more than before, and whether what is in it keeps the laws. `migrations` are the versions that the build was made with.
 */
export async function checkDatabase(database: pg.ClientBase, migrations: string[]): Promise<Finding[]> {
	const everybody: [string, string[]] = ["00000000-0000-0000-0000-000000000000", await teachersIn(database)];
	return [
		await findMigrations(database, migrations),
		await findGuards(database),
		await findRights(database),
		await findOverlaps(database, everybody),
		await findSeats(database, everybody),
	];
}

async function findMigrations(database: pg.ClientBase, migrations: string[]): Promise<Finding> {
	const versions = await linesOf(
		database,
		"select version from supabase_migrations.schema_migrations order by version",
	);
	return {
		name: "The migrations are those of this build",
		looked: `${count(versions.length)} migrations`,
		broken: migrations
			.filter((version) => !versions.includes(version))
			.map((version) => `${version} is missing: apply it before an instance is started`),
	};
}

/** Constraints and indexes that are there and guard nothing are as bad as none. */
async function findGuards(database: pg.ClientBase): Promise<Finding> {
	const broken = await linesOf(
		database,
		`select 'the constraint ' || conname || ' was never validated' from pg_constraint c
			join pg_namespace n on n.oid = c.connamespace where n.nspname in ('app', 'api') and not c.convalidated
		union all select 'the index ' || i.indexrelid::regclass || ' is not valid' from pg_index i
			join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
			where n.nspname = 'app' and not (i.indisvalid and i.indisready)
		union all select 'the trigger ' || t.tgname || ' is switched off' from pg_trigger t
			join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
			where n.nspname = 'app' and t.tgenabled <> 'O'
		union all select c.oid::regclass || ' has no row level security' from pg_class c
			join pg_namespace n on n.oid = c.relnamespace
			where n.nspname = 'app' and c.relkind in ('r', 'p') and not c.relrowsecurity
		union all select 'there is no constraint appointments_never_overlap'
			where not exists (select from pg_constraint where conname = 'appointments_never_overlap')`,
	);
	const [guards] = await linesOf(
		database,
		`select count(*)::text from pg_constraint c join pg_namespace n on n.oid = c.connamespace where n.nspname = 'app'`,
	);
	return { name: "What guards the laws is there", looked: `${count(Number(guards))} constraints`, broken };
}

async function findRights(database: pg.ClientBase): Promise<Finding> {
	const [role] = await linesOf(database, "select rolname from pg_roles where rolname = $1", [server]);
	const rights = role ? await rightsOf(database, server) : [];
	const verbs = await linesOf(
		database,
		"select 'call api.' || proname from pg_proc where pronamespace = 'api'::regnamespace",
	);
	const due = [...new Set([...verbs, "use schema api"])];
	const settings = await linesOf(
		database,
		"select split_part(unnest(rolconfig), '=', 1) from pg_roles where rolname = $1",
		[server],
	);
	const others = await linesOf(database, "select rolname from pg_roles where rolname = any ($1)", [
		outsiders,
	]);
	const broken = [
		...(role ? [] : [`there is no role ${server}`]),
		...due.filter((each) => !rights.includes(each)).map((each) => `the app's role may not ${each}`),
		...rights.filter((each) => !due.includes(each)).map((each) => `the app's role may ${each}`),
		...needed.filter((each) => !settings.includes(each)).map((each) => `the app's role has no ${each}`),
	];
	for (const role of others)
		for (const right of await rightsOf(database, role)) broken.push(`${role} may ${right}`);
	return { name: "Nobody may do more than before", looked: `${count(verbs.length)} verbs of api`, broken };
}

const teachersIn = (database: pg.ClientBase) => linesOf(database, "select handle from app.teachers");

async function linesOf(database: pg.ClientBase, query: string, values: unknown[] = []): Promise<string[]> {
	const { rows } = await database.query<string[]>({ text: query, values, rowMode: "array" });
	return rows.map(([line]) => line ?? "");
}
