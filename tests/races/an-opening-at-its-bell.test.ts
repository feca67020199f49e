import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import {
	bookWith,
	holdWith,
	invite,
	join,
	type Opening,
	type OpeningWish,
	opened,
	saveOpening,
	seedOffice,
	statusOf,
	step,
	type Ticket,
	takePass,
} from "../support/openings.ts";
import { type OwnDatabase, ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { confirm, outcomeOf, tally } from "../support/verbs.ts";
import { without } from "../support/without.ts";

const own = await ownDatabase();
const { admin } = own;
const pool = new pg.Pool({ connectionString: own.serverUrl, max: 32 });
afterAll(() => pool.end());

describe("joins on thirty connections at the very instant of the draw, while two ask for steps all the time", () => {
	/** Opens in a second; families come all the while, from before the bell until the draw is closed and longer. */
	async function rush(on: OwnDatabase, server: pg.Pool, families: number, name = "bell"): Promise<Opening> {
		const office = await seedOffice(on.admin, name, [name]);
		const opening = await saveOpening(on.admin, office);
		const invitations = await invite(on.admin, office, opening, families);
		// However long that took, the bell is still to come.
		const soon = new Date(Date.now() + 1_000).toISOString();
		for (const [table, key] of [
			["openings", "id"],
			["opening_groups", "opening_id"],
		])
			await on.admin.query(`update app.${table} set opens_at = $2 where ${key} = $1`, [opening.id, soon]);
		let drawn = false;
		const pacers = Array.from({ length: 2 }, async () => {
			while (!drawn) drawn = (await statusOf(server, opening)).groups[0]?.seed !== null;
		});
		await Promise.all(
			invitations.map(async (invitation, i) => {
				// From 700 ms before the bell to 300 ms after it.
				const at = Date.parse(soon) - 700 + (1_000 * i) / families;
				await new Promise((wake) => setTimeout(wake, at - Date.now()));
				await join(server, invitation);
			}),
		);
		await Promise.all(pacers);
		for (const _ of "12") await step(on.admin, opening);
		return opening;
	}

	test("leave each ticket in the draw's hash or behind it, and nobody between", async () => {
		const opening = await rush(own, pool, 600);
		const { rows } = await admin.query(
			`select count(*)::integer as all, count(rank)::integer as drawn, count(tail_no)::integer as behind from app.tickets where opening_id = $1`,
			[opening.id],
		);
		const { all, drawn, behind } = rows[0];
		expect(all).toBe(600);
		expect(drawn + behind).toBe(600);
		// A slow machine has more of them late, but never only one kind.
		expect(Math.min(drawn, behind)).toBeGreaterThan(0);
		expect(await brokenLaws(admin)).toEqual([]);
	});

	test("and without the lock that a draw waits for, some come into it after it was closed", async () => {
		const open = await ownDatabase();
		await without(
			open.admin,
			"api.join_opening",
			["perform pg_advisory_xact_lock_shared(hashtextextended(v_invitation.group_id::text, 2));", ""],
			["  insert into app.tickets", "  perform pg_sleep(0.2);\n  insert into app.tickets"],
		);
		const server = new pg.Pool({ connectionString: open.serverUrl, max: 32 });
		const law = "other tickets than it was closed with";
		let broken = "";
		// On a busy machine all of them may come too early once, or too late, and another law may fall first.
		for (let n = 0; n < 15 && !broken.includes(law); n++) {
			await rush(open, server, 150, `bell-${n}`);
			broken = (await brokenLaws(open.admin)).join();
		}
		await server.end();
		expect(broken).toContain(law);
	});
});

test("one invitation that fifty join with at once is good for one place", async () => {
	const office = await seedOffice(admin, "tabs", ["tabs"]);
	const opening = await saveOpening(admin, office);
	const [invitation = never()] = await invite(admin, office, opening, 1);
	const fifty = await Promise.all(Array.from({ length: 50 }, () => join(pool, invitation)));
	expect(new Set(fifty.map(({ ticket_id }) => ticket_id)).size).toBe(1);
	const { rowCount } = await admin.query("select from app.tickets where opening_id = $1", [opening.id]);
	expect(rowCount).toBe(1);
	expect(await brokenLaws(admin)).toEqual([]);
});

describe("two tabs of one ticket that is good for one, which want two seats at once", () => {
	const ways: [string, typeof bookWith | typeof holdWith, typeof bookWith | typeof holdWith][] = [
		["booking", bookWith, bookWith],
		["holding", holdWith, holdWith],
		["booking and holding", bookWith, holdWith],
	];
	test.each(ways)("get one of them, by %s", async (how, first, second) => {
		const school = `tab-${how.replaceAll(" ", "-")}`;
		const office = await seedOffice(admin, school, [school]);
		const { tickets } = await opened(admin, office, { families: 20, pace: 30 });
		for (const [i, ticket] of tickets.entries()) {
			await takePass(admin, ticket);
			const wish = (n: number) => ({ teacher: school, at: slotStart(2 * i + n), ticket });
			const outcomes = await Promise.all([outcomeOf(first(pool, wish(0))), outcomeOf(second(pool, wish(1)))]);
			expect(tally(outcomes)).toEqual({ ok: 1, LIMIT: 1 });
		}
		expect(await brokenLaws(admin)).toEqual([]);
	});

	test("and without the ticket's lock they get both", async () => {
		const open = await ownDatabase();
		await without(open.admin, "app.lock_ticket", ["for update", ""]);
		await without(open.admin, "app.require_admission", [
			"return p_ticket_id",
			"perform pg_sleep(0.2);\n    return p_ticket_id",
		]);
		const office = await seedOffice(open.admin, "tabs", ["tabs"]);
		const { tickets } = await opened(open.admin, office, { families: 1 });
		const [ticket = never()] = tickets;
		await takePass(open.admin, ticket);
		const server = new pg.Pool({ connectionString: open.serverUrl, max: 2 });
		const outcomes = await Promise.all(
			[0, 1].map((n) => outcomeOf(bookWith(server, { teacher: "tabs", at: slotStart(n), ticket }))),
		);
		await server.end();
		expect(tally(outcomes)).toEqual({ ok: 2 });
		expect((await brokenLaws(open.admin)).join()).toContain("more seats than it is good for");
	});
});

describe("a step that twenty ask for at once", () => {
	/** How many steps there were, by how much the pace grew. */
	async function steps(on: OwnDatabase, rounds: number): Promise<number[]> {
		const office = await seedOffice(on.admin, "steps", ["steps"]);
		const { opening } = await opened(on.admin, office, { families: 200, pace: 5 });
		const server = new pg.Pool({ connectionString: on.serverUrl, max: 20 });
		const called: number[] = [];
		const count = async () => {
			const { rows } = await on.admin.query(
				"select count(*)::integer as lines from app.opening_events where opening_id = $1 and kind = 'admitted'",
				[opening.id],
			);
			return rows[0].lines as number;
		};
		for (let round = 0; round < rounds; round++) {
			const before = await count();
			await on.admin.query(
				"update app.opening_paces set paced_at = now() - interval '1 second', pace = 5, credit = 0 where opening_id = $1",
				[opening.id],
			);
			await Promise.all(Array.from({ length: 20 }, () => statusOf(server, opening)));
			called.push((await count()) - before);
		}
		await server.end();
		return called;
	}

	test("is taken once", async () => {
		expect(await steps(own, 20)).toEqual(Array(20).fill(1));
		expect(await brokenLaws(admin)).toEqual([]);
	});

	test("and without its lock it is taken more than once", async () => {
		const open = await ownDatabase();
		await without(open.admin, "api.pace_opening", [
			"and pg_try_advisory_xact_lock(hashtextextended(v_opening.id::text, 3))",
			"",
		]);
		await without(open.admin, "app.advance_opening", [
			"v_before := v_pace;",
			"v_before := v_pace; perform pg_sleep(random() * 0.05);",
		]);
		expect(Math.max(...(await steps(open, 5)))).toBeGreaterThan(1);
	});
});

test("40 seats that 200 families are let in to are sold once each, and nobody is called once none is free", async () => {
	const seats = 40;
	const office = await seedOffice(admin, "sold", ["sold"], { halfHours: seats });
	const wish: Partial<OpeningWish> = { bookings_each: 1 };
	const { opening, tickets } = await opened(admin, office, { families: 200, pace: 10, ...wish });
	const clock = new pg.Client(own.adminUrl);
	await clock.connect();
	let over = false;
	const pacing = (async () => {
		const deadline = Date.now() + 20_000;
		while (Date.now() < deadline) {
			if ((await step(clock, opening)).state === "sold_out") break;
		}
		over = true;
	})();
	/** Comes when it is their turn, and wants one seat after another until one is theirs or none is left. */
	async function come(ticket: Ticket, i: number): Promise<string> {
		while (!over && (await outcomeOf(takePass(pool, ticket))) !== "ok") {
			await new Promise((wake) => setTimeout(wake, 30));
		}
		let last = "over";
		for (let n = 0; n < seats && last !== "ok" && last !== "QUEUE"; n++) {
			const at = slotStart((i * 7 + n * 11) % seats);
			if (i % 2) last = await outcomeOf(bookWith(pool, { teacher: "sold", at, ticket }));
			else
				last = await outcomeOf(
					holdWith(pool, { teacher: "sold", at, ticket }).then((held) => confirm(pool, held)),
				);
		}
		return last;
	}
	const outcomes = await Promise.all(tickets.map(come));
	await pacing;
	const { ok, ...others } = tally(outcomes);
	expect(ok).toBe(seats);
	for (const code of Object.keys(others)) expect(["TAKEN", "QUEUE"]).toContain(code);
	const offered = async () => {
		const { rows } = await admin.query(
			"select count(offered_at)::integer as offered from app.tickets where opening_id = $1",
			[opening.id],
		);
		return rows[0].offered as number;
	};
	const before = await offered();
	expect(before).toBeLessThanOrEqual(seats * 1.1 + 1);
	for (const _ of "12345")
		expect(await step(clock, opening)).toMatchObject({ state: "sold_out", free_seats: 0 });
	expect(await offered()).toBe(before);
	const { rowCount } = await admin.query(
		"select from app.opening_events where opening_id = $1 and kind = 'admitted' and (detail ->> 'free')::integer = 0",
		[opening.id],
	);
	expect(rowCount).toBe(0);
	await clock.end();
	expect(await brokenLaws(admin)).toEqual([]);
});

function never(): never {
	throw new Error("there is one");
}
