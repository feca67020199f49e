import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { CannotStart } from "../cannot-start.ts";
import { projectRoot } from "./data-folder.ts";

const shipped = join(projectRoot, "supabase", "migrations");

/**
 * How long a migration waits for a lock. Who comes after it waits behind it, and a call of the app gives up after three
 * seconds: so it steps back before that, lets them through, and tries again.
 */
const lockMs = 1_500;
const tries = 20;

/**
 * Applies what is new in supabase/migrations, or in another `folder`, in order, each in a transaction of its own, and keeps
 * the history where the Supabase CLI keeps it, so that either can go on where the other stopped. Returns how many it applied.
 * Refuses with file, line and Postgres' own words; what came before that file stays applied.
 */
export async function migrate(
	at: string | pg.ClientConfig,
	log: (line: string) => void,
	folder: string = shipped,
): Promise<number> {
	const client = new pg.Client(at);
	await client.connect();
	try {
		// Two that start at once take turns; the second then finds nothing to do.
		await client.query(`select pg_advisory_lock(hashtext('supabase_migrations'))`);
		await client.query(`
      create schema if not exists supabase_migrations;
      create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
      alter table supabase_migrations.schema_migrations add column if not exists statements text[];
      alter table supabase_migrations.schema_migrations add column if not exists name text;
    `);
		const { rows } = await client.query<{ version: string }>(
			"select version from supabase_migrations.schema_migrations",
		);
		const applied = new Set(rows.map((row) => row.version));
		const waiting = migrationFiles(folder).filter((file) => !applied.has(file.version));
		for (const file of waiting) {
			await persist(client, file, log);
			log(`applied ${file.version}_${file.name}`);
		}
		return waiting.length;
	} finally {
		await client.end();
	}
}

/** Of all that this build was made with. */
export const migrationVersions = (folder: string = shipped): string[] =>
	migrationFiles(folder).map(({ version }) => version);

/** The last of them, by which a build knows its database. */
export const newestMigration = (folder: string = shipped): string => migrationVersions(folder).at(-1) ?? "";

/** Again and again, while somebody else has what it needs. */
async function persist(client: pg.Client, file: MigrationFile, log: (line: string) => void): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await apply(client, file);
		} catch (error) {
			if (!(error instanceof LockedOut) || attempt === tries) throw error;
			log(`${file.version}_${file.name} waits for a lock`);
			await new Promise((wake) => setTimeout(wake, 500));
		}
	}
}

class LockedOut extends CannotStart {}

type MigrationFile = { path: string; version: string; name: string };

/** `<version>_<name>.sql`, in the order of their versions, as the CLI reads them. */
function migrationFiles(folder: string): MigrationFile[] {
	return readdirSync(folder)
		.sort()
		.flatMap((entry) => {
			const [, version, name] = /^(\d+)_(.*)\.sql$/.exec(entry) ?? [];
			return version ? [{ path: join(folder, entry), version, name: name ?? "" }] : [];
		});
}

async function apply(client: pg.Client, file: MigrationFile): Promise<void> {
	const text = readFileSync(file.path, "utf8");
	try {
		await client.query("begin");
		await client.query(`set local lock_timeout = ${lockMs}`);
		await client.query(text);
		// The whole file as one statement: nothing is lost, and the CLI's `migration fetch` writes the same file back.
		await client.query(
			"insert into supabase_migrations.schema_migrations (version, statements, name) values ($1, $2, $3)",
			[file.version, [text], file.name],
		);
		await client.query("commit");
	} catch (error) {
		await client.query("rollback");
		const { code, message, position, where } = error as pg.DatabaseError;
		const line = position ? `:${text.slice(0, Number(position)).split("\n").length}` : "";
		const Kind = code === "55P03" ? LockedOut : CannotStart;
		throw new Kind(
			`supabase/migrations/${file.version}_${file.name}.sql${line}: ${message}${where ? `\n${where}` : ""}`,
		);
	} finally {
		// A migration may set a search_path or a role; the next one starts as the first did.
		await client.query("reset all; reset session authorization");
	}
}
