import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { book, call, confirm, type Held, hold, outcomeOf, tally } from "../support/verbs.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 20 });
afterAll(() => pool.end());
await seedTeacher(admin, "ada", { types: [{}, { handle: "group", seats: 30, duration_minutes: 30 }] });

const twenty = <Answer>(ask: () => Promise<Answer>) => Promise.all(Array.from({ length: 20 }, ask));
const who = { name: "Booker", email: "booker@booker.example" };

test.each(["lesson", "group"])(
	"one booking of a %s comes of one key sent twenty times at once, and twenty equal answers",
	async (type) => {
		const wish = { key: randomUUID(), type, at: slotStart(type === "group" ? 10 : 0), ...who };
		const answers = await twenty(() => book(pool, wish));
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		const { rows } = await admin.query("select count(*)::integer as made from app.bookings where id = $1", [
			answers[0]?.booking_id,
		]);
		expect(rows[0].made).toBe(1);
		expect(await brokenLaws(admin)).toEqual([]);
	},
);

test("one hold, and one booking of it, come of their keys sent twenty times at once", async () => {
	const wish = { key: randomUUID(), at: slotStart(1) };
	const holds = await twenty(() => hold(pool, wish));
	expect(new Set(holds.map(({ booking_id }) => booking_id)).size).toBe(1);
	const own = { key: randomUUID(), name: "Holder", email: "holder@booker.example" };
	const booked = await twenty(() => confirm(pool, holds[0] as (typeof holds)[number], own));
	expect(new Set(booked.map((answer) => JSON.stringify(answer))).size).toBe(1);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("one extension comes of its key sent twenty times at once, and twenty equal answers", async () => {
	const held = await hold(pool, { at: slotStart(2) });
	const key = randomUUID();
	const answers = await twenty(() => call<Held>(pool, "extend_hold", held.booking_id, 1, key));
	expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
	expect(answers[0]?.extensions_left).toBe(held.extensions_left - 1);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("twenty bodies under one key give one booking and nineteen REUSE", async () => {
	const key = randomUUID();
	let i = 0;
	const outcomes = await twenty(() => outcomeOf(book(pool, { key, at: slotStart(20 + i++) })));
	expect(tally(outcomes)).toEqual({ ok: 1, REUSE: 19 });
});

test("a student who wants to be at two teachers at once gets one of them", async () => {
	await seedTeacher(admin, "bea");
	for (let round = 0; round < 20; round++) {
		const at = slotStart(100 + round * 2);
		const student = { name: "Student", email: `student-${round}@booker.example` };
		const wishes = ["ada", "bea"].map((teacher) => outcomeOf(book(pool, { teacher, at, ...student })));
		expect(tally(await Promise.all(wishes))).toEqual({ ok: 1, CLASH: 1 });
	}
	expect(await brokenLaws(admin)).toEqual([]);
});
