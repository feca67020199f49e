import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { migrate } from "../../stack/embedded/migrate.ts";
import { ownDatabase } from "../support/own-database.ts";

const { admin, adminUrl } = await ownDatabase();
const folder = mkdtempSync(join(tmpdir(), "migrations-"));
const other = new pg.Client(adminUrl);
await other.connect();
afterAll(async () => {
	await other.end();
	rmSync(folder, { recursive: true });
});

const heldMs = 4_000;

/** Somebody reads for a while in one transaction, and others come each moment: how long the slowest of those waited. */
async function whileSomebodyReads(
	work: () => Promise<unknown>,
): Promise<{ slowestMs: number; tookMs: number }> {
	const began = performance.now();
	await other.query("begin; select count(*) from app.bookings");
	const released = pause(heldMs).then(() => other.query("commit"));
	let over = false;
	const worked = work().finally(() => {
		over = true;
	});
	let slowestMs = 0;
	while (!over) {
		await pause(30);
		const from = performance.now();
		await admin.query("select count(*) from app.bookings");
		slowestMs = Math.max(slowestMs, performance.now() - from);
	}
	await Promise.all([worked, released]);
	return { slowestMs, tookMs: performance.now() - began };
}

test("a migration that does not get its lock steps back, lets others through, and comes again", async () => {
	writeFileSync(
		join(folder, "99990101000000_later.sql"),
		"alter table app.bookings add column later integer;",
	);
	const notes: string[] = [];
	const { slowestMs, tookMs } = await whileSomebodyReads(() =>
		migrate(adminUrl, (line) => notes.push(line), folder),
	);
	expect(notes.filter((note) => note === "99990101000000_later waits for a lock").length).toBeGreaterThan(0);
	expect(notes.at(-1)).toBe("applied 99990101000000_later");
	expect(tookMs).toBeGreaterThan(heldMs);
	// A call of the app gives up after three seconds.
	expect(slowestMs).toBeLessThan(2_500);
});

test("without that, who comes waits as long as whoever was there first", async () => {
	const { slowestMs } = await whileSomebodyReads(async () => {
		const client = new pg.Client(adminUrl);
		await client.connect();
		await client.query("alter table app.bookings add column much_later integer");
		await client.end();
	});
	expect(slowestMs).toBeGreaterThan(3_000);
});

test("one that is wrong is refused with its file and line, at once", async () => {
	writeFileSync(
		join(folder, "99990102000000_wrong.sql"),
		"select 1;\nalter table app.nothing add column x integer;",
	);
	await expect(migrate(adminUrl, () => {}, folder)).rejects.toThrow(
		/99990102000000_wrong\.sql.*relation "app\.nothing" does not exist/,
	);
});
