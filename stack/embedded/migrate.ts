import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { CannotStart } from "../cannot-start.ts";
import { projectRoot } from "./data-folder.ts";

/**
 * Applies what is new in supabase/migrations, in order, each in a transaction of its own, and keeps the history where
 * the Supabase CLI keeps it, so that either can go on where the other stopped. Returns how many it applied.
 * Refuses with file, line and Postgres' own words; what came before that file stays applied.
 */
export async function migrate(adminUrl: string, log: (line: string) => void): Promise<number> {
	const client = new pg.Client({ connectionString: adminUrl });
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
		const waiting = migrationFiles().filter((file) => !applied.has(file.version));
		for (const file of waiting) {
			await apply(client, file);
			log(`applied ${file.version}_${file.name}`);
		}
		return waiting.length;
	} finally {
		await client.end();
	}
}

type MigrationFile = { path: string; version: string; name: string };

/** `<version>_<name>.sql`, in the order of their versions, as the CLI reads them. */
function migrationFiles(): MigrationFile[] {
	const folder = join(projectRoot, "supabase", "migrations");
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
		await client.query(text);
		// The whole file as one statement: nothing is lost, and the CLI's `migration fetch` writes the same file back.
		await client.query(
			"insert into supabase_migrations.schema_migrations (version, statements, name) values ($1, $2, $3)",
			[file.version, [text], file.name],
		);
		await client.query("commit");
	} catch (error) {
		await client.query("rollback");
		const { message, position, where } = error as pg.DatabaseError;
		const line = position ? `:${text.slice(0, Number(position)).split("\n").length}` : "";
		throw new CannotStart(
			`supabase/migrations/${file.version}_${file.name}.sql${line}: ${message}${where ? `\n${where}` : ""}`,
		);
	} finally {
		// A migration may set a search_path or a role; the next one starts as the first did.
		await client.query("reset all; reset session authorization");
	}
}
