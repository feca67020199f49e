import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { cancelAsTeacher, seedDesk } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { type Booked, call, outcomeOf } from "../support/verbs.ts";
import { without } from "../support/without.ts";

const group = { seats: 100, cutoff_minutes: 0, horizon_days: 400 };
const dates = Array.from({ length: 6 }, (_, i) => slotStart(20 + i * 7 * 48));
const span = { from: slotStart(20), until: slotStart(21 + 5 * 7 * 48) };
const soon = () => new Promise((wait) => setTimeout(wait, Math.random() * 20));

/** A database with a teacher whose group is booked by the six weeks. */
async function aSchool() {
	const { admin, serverUrl } = await ownDatabase();
	const desk = await seedDesk(admin, { types: [group] });
	await admin.query("update app.appointment_types set series_cap = 6");
	return { admin, serverUrl, ...desk };
}
type School = Awaited<ReturnType<typeof aSchool>>;

/**
 * Eight people book all six weeks again and again, while two of the desk cancel all that is in them. Gives how each call
 * ended, and of each series in which states its dates are.
 */
async function rounds({ admin, serverUrl, teacher, user }: School, count: number) {
	const pool = new pg.Pool({ connectionString: serverUrl, max: 10 });
	const outcomes: string[] = [];
	const series: string[] = [];
	const person = async () => {
		for (let round = 0; round < count; round++) {
			const who = ["A Person", `${randomUUID()}@home.example`, "UTC", null, "{}"];
			const booking = call<{ series_id: string; bookings: Booked[] }>(
				pool,
				"book_series",
				...[randomUUID(), teacher, "lesson", dates, ...who],
			);
			outcomes.push(await outcomeOf(booking));
			await booking.then(
				({ series_id }) => series.push(series_id),
				() => {},
			);
		}
	};
	const desk = async () => {
		for (let round = 0; round < 2 * count; round++) {
			await soon();
			outcomes.push(await outcomeOf(cancelAsTeacher(pool, { user, ...span })));
		}
	};
	await Promise.all([...Array.from({ length: 8 }, person), desk(), desk()]);
	await pool.end();
	const { rows } = await admin.query<{ states: string }>(
		`select string_agg(distinct state::text, ' and ' order by state::text) as states
		from app.bookings where series_id = any ($1) group by series_id having count(*) = 6`,
		[series],
	);
	return { outcomes, booked: series.length, states: rows.map(({ states }) => states) };
}

test("a teacher cancels weeks while series are booked there: each series stands whole or is cancelled whole, and told", async () => {
	const school = await aSchool();
	const { outcomes, booked, states } = await rounds(school, 12);
	expect(new Set(outcomes)).toEqual(new Set(["ok"]));
	expect(booked).toBe(8 * 12);
	// None of a series is lost, and none left behind by the others.
	expect(states).toHaveLength(booked);
	expect(states.filter((each) => each !== "cancelled" && each !== "confirmed")).toEqual([]);
	expect(states.filter((each) => each === "cancelled").length).toBeGreaterThan(5);
	expect(await brokenLaws(school.admin)).toEqual([]);
});

test("and without their turns they wait in a circle, or a series is torn", async () => {
	const school = await aSchool();
	await without(school.admin, "app.lock_series", [
		"perform pg_advisory_xact_lock(hashtextextended(lock_series.p_teacher_id::text, 9));",
		"return;",
	]);
	const seen = new Set<string>();
	const torn = () => seen.has("40P01") || seen.has("cancelled and confirmed");
	for (let tries = 0; tries < 15 && !torn(); tries++) {
		const { outcomes, states } = await rounds(school, 6);
		for (const each of [...outcomes, ...states]) seen.add(each);
	}
	expect(torn(), [...seen].join()).toBe(true);
});
