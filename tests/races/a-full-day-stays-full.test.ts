import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { book, hold, outcomeOf } from "../support/verbs.ts";
import { without } from "../support/without.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 24 });
afterAll(() => pool.end());
beforeAll(async () => {
	await seedTeacher(admin, "ada");
	await admin.query("update app.appointment_types set day_cap = 3, week_cap = 10");
});

/** Twenty-four want as many times of one day at once; every third only holds. */
async function rush(day: number): Promise<string[]> {
	return Promise.all(
		Array.from({ length: 24 }, (_, i) => {
			const wish = { at: slotStart(day * 48 + i) };
			return outcomeOf(i % 3 ? book(pool, wish) : hold(pool, wish));
		}),
	);
}

const standing = async () => {
	const { rows } = await admin.query(
		`select coalesce(max(n), 0)::integer as most from (
			select count(*) as n from app.appointments where cancelled_at is null group by (starts_at at time zone 'UTC')::date) as days`,
	);
	return rows[0].most as number;
};

test("of twenty-four who want a day of three, three get a time and the others hear TAKEN", async () => {
	for (let day = 0; day < 8; day++) {
		const outcomes = await rush(day);
		const ok = outcomes.filter((outcome) => outcome === "ok").length;
		expect(ok).toBeLessThanOrEqual(3);
		expect(outcomes.filter((outcome) => outcome !== "ok" && outcome !== "TAKEN")).toEqual([]);
	}
	expect(await standing()).toBe(3);
	const { rows } = await admin.query(
		"select count(*)::integer as n from app.appointments where cancelled_at is null group by date_trunc('week', starts_at at time zone 'UTC') order by n desc",
	);
	expect(rows[0].n).toBeLessThanOrEqual(10);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("without taking turns, more than three get in", async () => {
	await without(admin, "app.lock_week", [
		"perform pg_advisory_xact_lock(hashtextextended(p_type.id || ' ' || lower(v_week)::text, 5));",
		"",
	]);
	await admin.query("update app.appointment_types set week_cap = null");
	for (let day = 10; day < 40 && (await standing()) <= 3; day++) await rush(day);
	expect(await standing()).toBeGreaterThan(3);
});
