import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { book, call, cancel, outcomeOf } from "../support/verbs.ts";

const bookers = 12;
const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: bookers + 1 });
afterAll(() => pool.end());
const user = randomUUID();
let schedule = "";
beforeAll(async () => {
	await seedTeacher(admin, "ada", { types: [{ cutoff_minutes: 0 }] });
	await admin.query("update app.teachers set user_id = $1", [user]);
	schedule = (await admin.query("select id from app.schedules")).rows[0].id;
});

const day = (n: number) => slotStart(n * 48).slice(0, 10);
const off = (days: string[]) =>
	JSON.stringify({
		name: "Hours",
		spans: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, starts_minute: 0, ends_minute: 1440 })),
		own_days: days.map((each) => ({ day: each, spans: [] })),
	});
let version = 1;
const save = (days: string[]) =>
	call<{ outside: { id: string }[] }>(pool, "save_schedule", user, schedule, version++, off(days));

/** A day is taken off while twelve book it: those who were booked, and those whom the teacher was shown. */
async function round(n: number): Promise<{ booked: string[]; shown: string[]; refused: string[] }> {
	const trying = Array.from({ length: bookers }, async (_, i) => {
		let id = "";
		await new Promise((wait) => setTimeout(wait, Math.random() * 6));
		const code = await outcomeOf(
			book(pool, { at: slotStart(n * 48 + i) }).then((booked) => {
				id = booked.booking_id;
			}),
		);
		return { code, id };
	});
	await new Promise((wait) => setTimeout(wait, Math.random() * 6));
	const { outside } = await save([day(n)]);
	const ends = await Promise.all(trying);
	const booked = ends.filter(({ code }) => code === "ok").map(({ id }) => id);
	for (const booking_id of booked) await cancel(pool, { booking_id, link_version: 1 } as never);
	await save([]);
	return {
		booked,
		shown: outside.map(({ id }) => id),
		refused: ends.map(({ code }) => code).filter((code) => code !== "ok"),
	};
}

test("a day is taken off while twelve book it: whoever got a time is shown to the teacher, and the others hear GONE0", async () => {
	const seen = { booked: 0, refused: 0 };
	for (let n = 1; n <= 40; n++) {
		const { booked, shown, refused } = await round(n);
		expect(shown.toSorted()).toEqual(booked.toSorted());
		expect(refused.filter((code) => code !== "GONE0")).toEqual([]);
		seen.booked += booked.length;
		seen.refused += refused.length;
	}
	// Or the one never met the other.
	expect(seen.booked).toBeGreaterThan(20);
	expect(seen.refused).toBeGreaterThan(20);
	expect(await brokenLaws(admin)).toEqual([]);
}, 300_000);

test("without the turns that edits and bookings take, a booking is overlooked", async () => {
	const { rows } = await admin.query("select pg_get_functiondef('app.share_rules'::regproc) as source");
	// As slow between looking at the rules and booking as a busy machine may be.
	await admin.query(
		rows[0].source.replace(/perform pg_advisory_xact_lock_shared\(.*\);/, "perform pg_sleep(0);"),
	);
	const slow = await admin.query("select pg_get_functiondef('app.lock_booker'::regproc) as source");
	await admin.query(slow.rows[0].source.replace("begin", "begin\n  perform pg_sleep(0.004);"));
	let overlooked = 0;
	for (let n = 1; n <= 60 && overlooked === 0; n++) {
		const { booked, shown } = await round(n);
		overlooked += booked.filter((id) => !shown.includes(id)).length;
	}
	expect(overlooked).toBeGreaterThan(0);
}, 300_000);
