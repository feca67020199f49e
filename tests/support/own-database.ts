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
	await main.query(`create database ${name} template template0`);
	const adminUrl = within(given("DATABASE_ADMIN_URL"), name);
	const admin = new pg.Client(adminUrl);
	await admin.connect();
	const path = join("supabase", folder);
	// Roles belong to all databases: two files that alter one at once would trip over each other.
	await main.query("select pg_advisory_lock(1)");
	for (const file of readdirSync(path).sort()) await admin.query(readFileSync(join(path, file), "utf8"));
	await main.query("select pg_advisory_unlock(1)");
	afterAll(async () => {
		await admin.end();
		// Not by force: it waits for pools to have hung up, and one that never does is a fault to be seen.
		await main.query(`drop database ${name}`);
		await main.end();
	});
	return { admin, adminUrl, serverUrl: within(given("DATABASE_URL"), name) };
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
