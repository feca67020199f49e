import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { everyDay } from "../support/import-wish.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { book, call, outcomeOf, tally } from "../support/verbs.ts";

const bookers = 12;
const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: bookers + 1 });
afterAll(() => pool.end());
const user = randomUUID();
// An hour apart, in winter and in summer.
const zones = ["Europe/Berlin", "Europe/Lisbon"] as const;
let version = 1;

beforeAll(async () => {
	await seedTeacher(admin, "ada", { zone: zones[0], spans: everyDay(540, 1020) });
	await admin.query("update app.teachers set user_id = $1", [user]);
});

// What one of the clocks has in the hours and the other has not, in winter or in summer; and what both have.
const halfHours = [14, 15, 16, 17, 22, 23, 24, 30, 31, 32, 33];
const any = () => halfHours[Math.floor(Math.random() * halfHours.length)] ?? 0;

/** Twelve book on a day, by whichever clock, while all that is booked moves from the one to the other. */
async function round(day: number): Promise<string[]> {
	const trying = Array.from({ length: bookers }, async () => {
		// As long as a change takes, with its look at all zones there are.
		await pause(Math.random() * 150);
		return outcomeOf(book(pool, { at: slotStart(day * 48 + any()) }));
	});
	const zone = zones[version % 2] ?? "";
	const changed = await outcomeOf(call(pool, "change_zone", user, version, zone, true));
	if (changed === "ok") version++;
	return [...(await Promise.all(trying)), `change ${changed}`];
}

/** Those that stand where the teacher's hours, by the clock that they have now, are not. */
const outside = async () => (await call<{ outside: unknown[] }>(pool, "open_rules", user)).outside.length;

test("whoever was told that they are booked is within the hours, by whichever clock, and moves with all others", async () => {
	const seen: string[] = [];
	for (let day = 2; day < 32; day++) {
		seen.push(...(await round(day)));
		expect(await outside()).toBe(0);
	}
	const counts = tally(seen);
	expect(counts["change ok"]).toBe(30);
	expect(Object.keys(counts).filter((code) => !["ok", "GONE0", "TAKEN", "change ok"].includes(code))).toEqual(
		[],
	);
	// Or the one never met the other.
	expect(counts.ok).toBeGreaterThan(60);
	expect(counts.GONE0).toBeGreaterThan(30);
	expect(await brokenLaws(admin)).toEqual([]);
}, 300_000);

test("without the turns that edits and bookings take, somebody is booked by a clock that is gone", async () => {
	const { rows } = await admin.query("select pg_get_functiondef('app.share_rules'::regproc) as source");
	await admin.query(
		rows[0].source.replace(/perform pg_advisory_xact_lock_shared\(.*\);/, "perform pg_sleep(0);"),
	);
	// As slow between looking at the rules and taking the time as a busy machine may be.
	const slow = await admin.query("select pg_get_functiondef('app.answers_to'::regproc) as source");
	await admin.query(slow.rows[0].source.replace("begin", "begin\n  perform pg_sleep(0.02);"));
	let astray = 0;
	for (let day = 32; day < 52 && astray === 0; day++) {
		const codes = await round(day);
		astray =
			(await outside()) +
			codes.filter((code) => !["ok", "GONE0", "TAKEN", "change ok"].includes(code)).length;
	}
	expect(astray).toBeGreaterThan(0);
}, 300_000);
