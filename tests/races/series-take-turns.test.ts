import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { type Booked, call, hold, outcomeOf } from "../support/verbs.ts";
import { without } from "../support/without.ts";

type Series = { bookings: Booked[] };
const group = { seats: 100, cutoff_minutes: 0, horizon_days: 400 };
const dates = Array.from({ length: 6 }, (_, i) => slotStart(20 + i * 7 * 48));

/** Twelve people book the same six weeks of a group and cancel them all, again and again, each by a hold on one of them. */
async function rounds(serverUrl: string, teacher: string, count: number): Promise<Set<string>> {
	const pool = new pg.Pool({ connectionString: serverUrl, max: 12 });
	const outcomes = new Set<string>();
	const person = async (_: unknown, n: number) => {
		for (let round = 0; round < count; round++) {
			const holding = hold(pool, { teacher, at: dates[n % 6] as string });
			outcomes.add(await outcomeOf(holding));
			const held = await holding.catch(() => undefined);
			const who = [`Person ${n}`, `${randomUUID()}@${teacher}.example`, "UTC", null, "{}"];
			const wish = [randomUUID(), teacher, "lesson", dates, ...who, held?.booking_id, held?.link_version];
			const booking = call<Series>(pool, "book_series", ...wish);
			outcomes.add(await outcomeOf(booking));
			const [first] = await booking.then(
				({ bookings }) => bookings,
				() => [],
			);
			if (!first) continue;
			outcomes.add(await outcomeOf(call(pool, "cancel_series", first.booking_id, first.link_version)));
		}
	};
	await Promise.all(Array.from({ length: 12 }, person));
	await pool.end();
	return outcomes;
}

test("those who book several dates and those who cancel several at once are all answered", async () => {
	const { admin, serverUrl } = await ownDatabase();
	await seedTeacher(admin, "turns", { types: [group] });
	await admin.query("update app.appointment_types set series_cap = 6");
	expect(await rounds(serverUrl, "turns", 8)).toEqual(new Set(["ok"]));
	expect(await brokenLaws(admin)).toEqual([]);
});

test("and without their turns some of them wait in a circle", async () => {
	const { admin, serverUrl } = await ownDatabase();
	await seedTeacher(admin, "circle", { types: [group] });
	await admin.query("update app.appointment_types set series_cap = 6");
	await without(admin, "app.lock_series", [
		"perform pg_advisory_xact_lock(hashtextextended(lock_series.p_teacher_id::text, 9));",
		"return;",
	]);
	const seen = new Set<string>();
	for (let tries = 0; tries < 20 && !seen.has("40P01"); tries++)
		for (const outcome of await rounds(serverUrl, "circle", 5)) seen.add(outcome);
	expect([...seen]).toContain("40P01");
});
