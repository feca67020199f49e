import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { book, hold, outcomeOf, tally } from "../support/verbs.ts";

const attempts = 10_000;
const slots = 200;
const connections = 64;

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: connections });
afterAll(() => pool.end());
beforeAll(async () => {
	await Promise.all(Array.from({ length: connections }, () => pool.query("select pg_sleep(0.05)")));
});

/** Everybody wants one of a teacher's first 200 slots, in a shuffled order that is the same each time. */
async function rush(teacher: string, claim: typeof book | typeof hold): Promise<Record<string, number>> {
	let next = 0;
	const outcomes: string[] = [];
	const line = async () => {
		for (let i = next++; i < attempts; i = next++) {
			outcomes.push(await outcomeOf(claim(pool, { teacher, at: slotStart((i * 7919) % slots) })));
		}
	};
	await Promise.all(Array.from({ length: connections }, line));
	return tally(outcomes);
}

describe("10,000 attempts on one teacher's 200 slots, from 64 connections", () => {
	test.each([
		["booking", book],
		["holding", hold],
	] as const)("%s gives 200 winners, 9,800 TAKEN, and nothing else", async (name, claim) => {
		await seedTeacher(admin, name);
		const before = await deadlocks();
		expect(await rush(name, claim)).toEqual({ ok: slots, TAKEN: attempts - slots });
		expect(await deadlocks()).toBe(before);
		expect(await brokenLaws(admin)).toEqual([]);
	});

	test("and with the constraint that forbids it dropped, the same rush books twice and the checker says so", async () => {
		const open = await ownDatabase();
		// `on conflict on constraint` needs one of that name: this one forbids nothing.
		await open.admin.query(`
			alter table app.appointments drop constraint appointments_never_overlap;
			alter table app.appointments add constraint appointments_never_overlap exclude using gist (id with =, busy with &&)`);
		await seedTeacher(open.admin, "open");
		const own = new pg.Pool({ connectionString: open.serverUrl, max: 16 });
		const outcomes = await Promise.all(
			Array.from({ length: 400 }, (_, i) => outcomeOf(book(own, { teacher: "open", at: slotStart(i % 20) }))),
		);
		await own.end();
		expect(tally(outcomes).ok).toBeGreaterThan(20);
		expect((await brokenLaws(open.admin)).join()).toContain("two overlapping appointments");
	});
});

describe("an appointment with 30 seats, wanted by 300 at once", () => {
	test.each([
		["group-booking", book],
		["group-holding", hold],
	] as const)("%s gives exactly 30", async (name, claim) => {
		await seedTeacher(admin, name, { types: [{ seats: 30 }] });
		const at = slotStart(3);
		const outcomes = await Promise.all(
			Array.from({ length: 300 }, () => outcomeOf(claim(pool, { teacher: name, at }))),
		);
		expect(tally(outcomes)).toEqual({ ok: 30, TAKEN: 270 });
		const { rows } = await admin.query(
			"select count(*)::integer as standing from app.appointments a join app.teachers t on t.id = a.teacher_id where t.handle = $1 and a.cancelled_at is null",
			[name],
		);
		expect(rows[0].standing).toBe(1);
		expect(await brokenLaws(admin)).toEqual([]);
	});

	test("and without the condition on the seats, more get in than there are", async () => {
		const open = await ownDatabase();
		await open.admin.query(
			`alter table app.appointments drop constraint appointments_never_exceed_their_seats`,
		);
		const { rows } = await open.admin.query("select pg_get_functiondef('app.take_seat'::regproc) as source");
		const source = rows[0].source as string;
		const condition = "and standing.seats_taken < standing.seats";
		expect(source).toContain(condition);
		await open.admin.query(source.replace(condition, ""));
		await seedTeacher(open.admin, "open", { types: [{ seats: 3 }] });
		const own = new pg.Pool({ connectionString: open.serverUrl, max: 16 });
		await Promise.all(
			Array.from({ length: 60 }, () => outcomeOf(book(own, { teacher: "open", at: slotStart(0) }))),
		);
		await own.end();
		expect((await brokenLaws(open.admin)).join()).toContain("other seats than its bookings have");
	});
});

async function deadlocks(): Promise<number> {
	await admin.query("select pg_stat_clear_snapshot()");
	const { rows } = await admin.query(
		"select deadlocks::integer from pg_stat_database where datname = current_database()",
	);
	return rows[0].deadlocks;
}
