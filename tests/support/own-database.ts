import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll } from "vitest";

export type OwnDatabase = {
	/** As the owner, for setting the stage and for looking behind it. */
	admin: pg.Client;
	/** As the server's role, for what is being tested. */
	serverUrl: string;
	adminUrl: string;
};

/** A database of this test file's own, made from one folder of SQL and dropped at the end. */
export async function ownDatabase(folder: "migrations" | "schemas" = "migrations"): Promise<OwnDatabase> {
	const name = `own_${randomUUID().replaceAll("-", "").slice(0, 12)}`;
	const main = new pg.Client(given("DATABASE_ADMIN_URL"));
	await main.connect();
	await copyOf(await patternOf(folder, main), name, main);
	const adminUrl = within(given("DATABASE_ADMIN_URL"), name);
	const admin = new pg.Client(adminUrl);
	await admin.connect();
	afterAll(async () => {
		await admin.end();
		// Not by force: it waits for pools to have hung up, and one that never does is a fault to be seen.
		await main.query(`drop database ${name}`);
		await main.end();
	});
	return { admin, adminUrl, serverUrl: within(given("DATABASE_URL"), name) };
}

/** The database that all others are copied from: the SQL of a folder, run once. */
async function patternOf(folder: string, main: pg.Client): Promise<string> {
	const pattern = `pattern_of_${folder}`;
	// Whoever comes first makes it, and the others wait for it.
	await main.query("select pg_advisory_lock(1)");
	const { rowCount } = await main.query("select from pg_database where datname = $1", [pattern]);
	if (!rowCount) {
		await main.query(`create database ${pattern}_in_the_making template template0`);
		const inside = new pg.Client(within(given("DATABASE_ADMIN_URL"), `${pattern}_in_the_making`));
		await inside.connect();
		const path = join("supabase", folder);
		for (const file of readdirSync(path).sort()) await inside.query(readFileSync(join(path, file), "utf8"));
		await inside.end();
		await main.query(`alter database ${pattern}_in_the_making rename to ${pattern}`);
	}
	await main.query("select pg_advisory_unlock(1)");
	return pattern;
}

async function copyOf(pattern: string, name: string, main: pg.Client): Promise<void> {
	await main.query(`create database ${name} template ${pattern}`);
	// A copy has all that is in a database, and not who may do what with the database itself.
	await main.query(
		"update pg_database set datacl = (select datacl from pg_database where datname = $2) where datname = $1",
		[name, pattern],
	);
	// Who waits in a circle hears so in a moment, where a server takes a second to look.
	await main.query(`alter database ${name} set deadlock_timeout = '50ms'`);
}

function within(url: string, database: string): string {
	const other = new URL(url);
	other.pathname = `/${database}`;
	return other.href;
}

function given(name: string): string {
	const value = process.env[name];
	if (!value) throw new Error(`${name} is not set: run these tests by npm test.`);
	return value;
}
