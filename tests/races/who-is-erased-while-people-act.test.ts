import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeachers, slotStart } from "../support/seed.ts";
import { book, call, cancel, outcomeOf } from "../support/verbs.ts";
import { without } from "../support/without.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 16 });
afterAll(() => pool.end());
await seedTeachers(admin, ["ada", "bob"], { types: [{ cutoff_minutes: 0, seats: 3 }] });
const soon = () => new Promise((wait) => setTimeout(wait, Math.random() * 4));

/** What is left of an address. */
const left = async (on: pg.Client, email: string) =>
	(await on.query("select state from app.bookings where email = $1", [email])).rows;
/** Asks for the address's own page, and gives what its link is made of. */
async function keyOf(on: pg.Client, email: string): Promise<[id: string, version: number]> {
	await call(on, "ask_mine", email);
	const { rows } = await on.query("select id, version from app.bookers where email = $1", [email]);
	return [rows[0].id, rows[0].version];
}

test("somebody is erased while they book, cancel and are mailed: all of it comes before or after, and the seats add up", async () => {
	const seen = { kept: 0, gone: 0 };
	for (let n = 0; n < 40; n++) {
		const email = `raced-${n}@booker.example`;
		const name = (i: number) => `Child ${i}`;
		// In the one order and in the other, as two that wait for each other would.
		const times = [slotStart(n * 4), slotStart(n * 4 + 1)];
		const first = await Promise.all(
			times.map((at, i) => book(pool, { teacher: i ? "bob" : "ada", at, email, name: name(i) })),
		);
		const late = { teacher: n % 2 ? "ada" : "bob", at: slotStart(n * 4 + 2), email, name: name(2) };
		const key = await keyOf(admin, email);
		const outcomes = await Promise.all([
			soon().then(() => outcomeOf(call(pool, "erase_mine", ...key))),
			soon().then(() => outcomeOf(book(pool, late))),
			...first.map((each) => soon().then(() => outcomeOf(cancel(pool, each)))),
			soon().then(() => outcomeOf(call(pool, "take_mails", 50, 60, true))),
		]);
		// A link of who is erased leads nowhere any more.
		for (const outcome of outcomes) expect(["ok", "NTFND"]).toContain(outcome);
		expect(outcomes.slice(0, 2)).toEqual(["ok", "ok"]);
		const rest = await left(admin, email);
		expect(rest.length).toBeLessThanOrEqual(1);
		seen[rest.length ? "kept" : "gone"]++;
	}
	expect(Math.min(seen.kept, seen.gone)).toBeGreaterThan(2);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("without the locks, a seat is given back twice, and the checker says so", async () => {
	const open = await ownDatabase();
	await seedTeachers(open.admin, ["ada"], { types: [{ cutoff_minutes: 0, seats: 3 }] });
	await without(
		open.admin,
		"app.erase_booker",
		["order by appointment.id for update", "order by appointment.id"],
		// The booker's turn alone would keep these two apart.
		["perform app.lock_booker(p_email)", "perform p_email"],
		["v_teachers := array(", "perform pg_sleep(0.01);\n  v_teachers := array("],
	);
	const own = new pg.Pool({ connectionString: open.serverUrl, max: 4 });
	for (let n = 0; n < 10; n++) {
		const email = `${randomUUID()}@booker.example`;
		for (let seat = 0; seat < 2; seat++) await book(own, { at: slotStart(n) });
		const booked = await book(own, { at: slotStart(n), email });
		const key = await keyOf(open.admin, email);
		await Promise.all([outcomeOf(call(own, "erase_mine", ...key)), outcomeOf(cancel(own, booked))]);
	}
	await own.end();
	expect((await brokenLaws(open.admin)).join()).toMatch(/other seats than its bookings have|lacks its mails/);
});
