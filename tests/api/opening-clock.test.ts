import fc from "fast-check";
import { expect, test } from "vitest";
import { phaseAt, placeOf, rankOf } from "../../lib/openings/place.ts";
import { ServerClock } from "../../lib/openings/server-clock.ts";
import { rows } from "./support/school.ts";

const start = Date.parse("2026-11-30T08:00:00Z");
const iso = (at: number) => new Date(at).toISOString();

/** One answer: after how long it is asked for, how long it is on its way there and back, and how old the copy is. */
const answer = fc.record({
	after: fc.integer({ min: 50, max: 10_000 }),
	up: fc.integer({ min: 1, max: 150 }),
	down: fc.integer({ min: 1, max: 150 }),
	age: fc.integer({ min: 0, max: 30_000 }),
});
/** Where this device's own clock stands when the server's is at `start`. */
const zero = fc.integer({ min: 0, max: 1_000_000 });

test("after one answer of its own, the clock is right within 150 ms, however old all copies are", () => {
	fc.assert(
		fc.property(
			zero,
			fc.array(answer, { maxLength: 20 }),
			answer,
			fc.array(answer, { maxLength: 20 }),
			(zero, before, own, after) => {
				const world = play(zero);
				before.forEach(world.copy);
				world.own(own);
				expect(world.error()).toBeLessThanOrEqual(151);
				after.forEach(world.copy);
				expect(world.error()).toBeLessThanOrEqual(160);
			},
		),
		{ numRuns: 1_000 },
	);
});

test("by copies alone it is late by the youngest of them, and never far ahead", () => {
	fc.assert(
		fc.property(zero, fc.array(answer, { minLength: 1, maxLength: 30 }), (zero, copies) => {
			const world = play(zero);
			copies.forEach(world.copy);
			const youngest = Math.min(...copies.map(({ age }) => age));
			expect(world.error()).toBeLessThanOrEqual(youngest + 200);
			expect(world.behind()).toBeGreaterThanOrEqual(-160);
		}),
		{ numRuns: 1_000 },
	);
});

test("an edge that renews its copy each second is enough: a minute of looks is within 150 ms", () => {
	const look = fc.record({
		after: fc.integer({ min: 800, max: 1_200 }),
		up: fc.integer({ min: 5, max: 100 }),
		down: fc.integer({ min: 5, max: 100 }),
	});
	fc.assert(
		fc.property(zero, fc.array(look, { minLength: 60, maxLength: 60 }), (zero, looks) => {
			const world = play(zero);
			// A copy is made when it is asked for and the last is a second old.
			let made = Number.NEGATIVE_INFINITY;
			for (const each of looks) {
				const arrives = world.at() + each.after + each.up;
				if (arrives - made > 1_000) made = arrives;
				world.copy({ ...each, age: arrives - made });
			}
			expect(world.error()).toBeLessThanOrEqual(150);
		}),
		{ numRuns: 300 },
	);
});

test("a device that slept is right again with the next answer", () => {
	const world = play(5_000);
	world.own({ after: 100, up: 20, down: 20, age: 0 });
	world.sleep(3_600_000);
	world.copy({ after: 10, up: 20, down: 20, age: 40 });
	expect(world.error()).toBeLessThanOrEqual(150);
	world.own({ after: 10, up: 20, down: 20, age: 0 });
	expect(world.error()).toBeLessThanOrEqual(25);
});

/** A server and a device, each with its own clock; how wrong the one thinks the other is. */
function play(zero: number) {
	let server = start;
	let asleep = 0;
	const here = () => server - start + zero - asleep;
	const clock = new ServerClock(here);
	const round =
		(hear: "hearCopy" | "hearOwn") => (each: { after: number; up: number; down: number; age: number }) => {
			server += each.after;
			const sent = here();
			server += each.up;
			const now = iso(server - each.age);
			server += each.down;
			clock[hear]({ sent, received: here(), now });
		};
	const behind = () => server - (clock.now() ?? Number.NaN);
	return {
		at: () => server,
		copy: round("hearCopy"),
		own: (each: { after: number; up: number; down: number; age: number }) =>
			round("hearOwn")({ ...each, age: 0 }),
		sleep: (ms: number) => {
			server += ms;
			asleep += ms;
		},
		behind,
		error: () => Math.abs(behind()),
	};
}

test("a rank in the browser is the rank in the database", async () => {
	const hex = fc
		.uint8Array({ minLength: 32, maxLength: 32 })
		.map((bytes) => Buffer.from(bytes).toString("hex"));
	await fc.assert(
		fc.asyncProperty(hex, fc.uuid(), async (seed, id) => {
			const [row] = await rows<{ rank: string }>("select app.rank_of(decode($1, 'hex'), $2) as rank", [
				seed,
				id,
			]);
			expect(await rankOf(seed, id)).toBe(Number(row?.rank));
		}),
		{ numRuns: 50 },
	);
});

const group = {
	opensAt: iso(start),
	opensInMs: 0,
	commitment: "",
	seed: "00",
	ticketsHash: "",
	drawn: 0,
	servedBelow: 0,
	tail: 0,
	tailServed: 0,
};

test("a place counts down to one's turn, is never less than nobody and never past the end", () => {
	const drawn = fc.integer({ min: 1, max: 20_000 });
	fc.assert(
		fc.property(drawn, fc.nat(2 ** 32 - 1), fc.nat(2 ** 32), fc.nat(2 ** 32), (drawn, rank, one, other) => {
			const [sooner, later] = [Math.min(one, other), Math.max(one, other)].map((servedBelow) =>
				placeOf(
					{ groups: [{ ...group, drawn, servedBelow }] },
					{ group: 0, inDraw: true, tailNo: null },
					rank,
				),
			);
			for (const place of [sooner, later]) {
				expect(place?.turn).toBe(rank < (place === sooner ? Math.min(one, other) : Math.max(one, other)));
				expect(place?.ahead).toBeGreaterThanOrEqual(0);
				expect(place?.ahead).toBeLessThanOrEqual(drawn);
				expect(place?.ahead).toBeLessThanOrEqual(place?.atFirst ?? 0);
			}
			expect(later?.ahead).toBeLessThanOrEqual(sooner?.ahead ?? 0);
		}),
	);
});

test("who came after the draw is behind all of it, and behind groups that opened before", () => {
	const late = { group: 1, inDraw: false, tailNo: 4 };
	const status = (more: object) => ({
		groups: [
			{ ...group, drawn: 100, servedBelow: 2 ** 31, tail: 5 },
			{ ...group, opensAt: iso(start + 60_000), drawn: 50, tail: 6, ...more },
		],
	});
	expect(placeOf(status({}), late, undefined)).toMatchObject({ ahead: 50 + 5 + 50 + 3, turn: false });
	// One's own number is called when no rank is left, whoever is waiting elsewhere.
	expect(placeOf(status({ tailServed: 2 }), late, undefined)?.ahead).toBe(50 + 5 + 1);
	expect(placeOf(status({ tailServed: 4 }), late, undefined)).toMatchObject({ ahead: 0, turn: true });
	expect(placeOf(status({ seed: null }), late, undefined)).toBeUndefined();
	expect(placeOf(status({}), { ...late, tailNo: null }, undefined)).toBeUndefined();
});

test("the phase is how many groups are open", () => {
	const groups = [0, 1, 1, 2].map((minutes) => ({ opensAt: iso(start + minutes * 60_000) }));
	expect([-1, 0, 59_999, 60_000, 120_000].map((ms) => phaseAt(groups, start + ms))).toEqual([0, 1, 1, 3, 4]);
});
