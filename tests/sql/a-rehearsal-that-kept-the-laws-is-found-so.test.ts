import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Call } from "../../stack/rehearsal/call.ts";
import { storyOf } from "../../stack/rehearsal/checker/claims.ts";
import { findAcknowledged } from "../../stack/rehearsal/checker/laws/acknowledged.ts";
import { findBell } from "../../stack/rehearsal/checker/laws/bell.ts";
import { findHolds } from "../../stack/rehearsal/checker/laws/holds.ts";
import { findOrderOfSlots } from "../../stack/rehearsal/checker/laws/order-of-slots.ts";
import { findPromisedTime } from "../../stack/rehearsal/checker/laws/promised-time.ts";
import { findRepeats } from "../../stack/rehearsal/checker/laws/repeats.ts";
import { readLog } from "../../stack/rehearsal/checker/log.ts";
import type { Row } from "../../stack/rehearsal/checker/rows.ts";
import { idOf, refOf, type Simulated, simulate } from "../support/simulated-school.ts";

const school = fc.record({
	seed: fc.integer(),
	people: fc.integer({ min: 1, max: 40 }),
	seats: fc.integer({ min: 1, max: 4 }),
	slots: fc.integer({ min: 1, max: 3 }),
});

const laws = { findAcknowledged, findRepeats, findOrderOfSlots, findBell, findHolds, findPromisedTime };
type Law = keyof typeof laws;

function broken({ calls, rows }: Simulated): Partial<Record<Law, string[]>> {
	const story = storyOf(readLog(calls), rows, 0);
	const found = Object.entries(laws).map(([law, find]) => [law, find(story).broken] as const);
	return Object.fromEntries(found.filter(([, sentences]) => sentences.length > 0));
}

test("whatever people do at once, and whatever is lost", () => {
	fc.assert(
		fc.property(school, (wish) => {
			expect(broken(simulate(wish))).toEqual({});
		}),
		{ numRuns: 1_000 },
	);
});

test("and all that can happen does: holds run out and are confirmed all the same, what was given up is done later", () => {
	const seen: Record<string, number> = {};
	for (let seed = 0; seed < 100; seed++) {
		const { calls, rows } = simulate({ seed, people: 30, seats: 1 + (seed % 3), slots: 2 });
		for (const { verb, heard, code, status, key, sent, ref } of calls) {
			const what = [`${verb} ${heard === null ? "unknown" : (code ?? status)}`];
			if (heard === null && rows.requests.has(key ?? "")) what.push("done unheard");
			if (verb === "confirm" && status === 201 && sent > (rows.bookings.get(idOf(ref))?.heldUntil ?? 0))
				what.push("confirmed late");
			for (const each of what) seen[each] = (seen[each] ?? 0) + 1;
		}
	}
	const all = [
		"hold TAKEN",
		"book TAKEN",
		"confirm LAPSD",
		"extend LAPSD",
		"extend unknown",
		"release unknown",
	];
	for (const each of [
		...all,
		"move 200",
		"move TAKEN",
		"move unknown",
		"cancel 200",
		"cancel unknown",
		"done unheard",
		"confirmed late",
	])
		expect(seen[each] ?? 0, each).toBeGreaterThan(20);
});

/** Changes a story, and says whether it found what to change. */
type Change = (story: Simulated, one: <T>(of: T[]) => T | undefined) => boolean;

/** Somebody who was told that they have a booking, and when they were first told. */
const bookedCalls = ({ calls }: Simulated) =>
	calls.filter(({ verb, status }) => (verb === "book" || verb === "confirm") && status === 201);
/** What was perhaps given back, or left for another. */
const cancelsOf = ({ calls }: Simulated, ref: string | null) =>
	calls.filter((call) => (call.verb === "cancel" || call.verb === "move") && call.ref === ref);
const rowOf = ({ rows }: Simulated, { ref }: Call) => rows.bookings.get(idOf(ref)) as Row;

/** Says "yes" to a call as if it had been done, in the database too. */
function grant({ rows }: Simulated, call: Call): void {
	const id = randomUUID();
	Object.assign(call, { status: 201, code: null, ref: refOf(id) });
	rows.requests.set(call.key ?? "", id);
	const [like] = rows.bookings.values();
	rows.bookings.set(id, {
		...(like as Row),
		id,
		slot: call.slot ?? "",
		state: "confirmed",
		confirmedAt: call.sent,
	});
}

const changes: [string, Law[], Change][] = [
	[
		"a seat that is booked for good is booked for another who was told that it is taken",
		["findOrderOfSlots", "findHolds"],
		(story, one) => {
			const kept = bookedCalls(story).filter((call) => cancelsOf(story, call.ref).length === 0);
			const call = one(
				story.calls.filter(
					({ verb, code, slot, sent, key }) =>
						verb === "book" &&
						code === "TAKEN" &&
						!story.rows.requests.has(key ?? "") &&
						seatsFor(kept.filter((other) => other.slot === slot && (other.heard ?? sent) < sent)) ===
							story.rows.measures.get("ada")?.seats,
				),
			);
			if (call) grant(story, call);
			return call !== undefined;
		},
	],
	[
		"somebody is told that a time is taken which was free all the while",
		["findOrderOfSlots"],
		({ calls }, one) => {
			const call = one(calls.filter(({ code }) => code === "TAKEN"));
			if (call) calls.push({ ...call, slot: "ada 2026-11-30T20:00:00.000Z", key: randomUUID() });
			return call !== undefined;
		},
	],
	[
		"somebody is told that a time is taken before the first has asked for it",
		["findOrderOfSlots"],
		({ calls }, one) => {
			const call = one(calls.filter(({ code }) => code === "TAKEN"));
			const first = Math.min(...calls.filter(({ slot }) => slot === call?.slot).map(({ sent }) => sent));
			if (call) calls.push({ ...call, key: randomUUID(), sent: first - 10, heard: first - 5 });
			return call !== undefined;
		},
	],
	[
		"a booking that was acknowledged is not in the database",
		["findAcknowledged"],
		(story, one) => {
			const call = one(bookedCalls(story));
			return story.rows.bookings.delete(idOf(call?.ref ?? null));
		},
	],
	[
		"a booking is cancelled that nobody cancelled",
		["findAcknowledged"],
		(story, one) => {
			const call = one(bookedCalls(story).filter(({ ref }) => cancelsOf(story, ref).length === 0));
			if (call) rowOf(story, call).state = "cancelled";
			return call !== undefined;
		},
	],
	[
		"a cancellation that was acknowledged is lost",
		["findAcknowledged"],
		(story, one) => {
			const call = one(story.calls.filter(({ verb, status }) => verb === "cancel" && status === 200));
			if (call) rowOf(story, call).state = "confirmed";
			return call !== undefined;
		},
	],
	[
		"a booking is there that nobody asked for",
		["findAcknowledged"],
		({ rows }) => {
			const [row] = rows.bookings.values();
			const id = randomUUID();
			if (row) rows.bookings.set(id, { ...row, id, slot: "ada 2026-11-30T21:00:00.000Z", createdAt: 2_000 });
			return row !== undefined;
		},
	],
	[
		"a booking stands at another time than it was acknowledged for",
		["findAcknowledged"],
		(story, one) => {
			const call = one(bookedCalls(story));
			if (call) rowOf(story, call).slot = "ada 2026-11-30T22:00:00.000Z";
			return call !== undefined;
		},
	],
	[
		"a move that was acknowledged is lost",
		["findAcknowledged"],
		(story, one) => {
			const call = one(story.calls.filter(({ verb, status }) => verb === "move" && status === 200));
			if (call) rowOf(story, call).slot = "ada 2026-11-30T23:00:00.000Z";
			return call !== undefined;
		},
	],
	[
		"somebody who moved to another time is told that the one they left is still taken",
		["findOrderOfSlots"],
		(story, one) => {
			const { calls, rows } = story;
			const booked = one(calls.filter(({ verb, status }) => verb === "book" && status === 201));
			if (!booked || (rows.measures.get("ada")?.seats ?? 0) > 1) return false;
			// They alone were there.
			const [id, row, key, slot] = [
				idOf(booked.ref),
				rowOf(story, booked),
				randomUUID(),
				"ada 2026-11-30T20:00:00.000Z",
			];
			rows.bookings.clear();
			rows.bookings.set(id, { ...row, state: "confirmed", slot });
			rows.requests.set(key, id);
			const at = (booked.heard ?? 0) + 1;
			calls.splice(0, calls.length, booked);
			calls.push({ ...booked, verb: "move", slot, key, status: 200, sent: at, heard: at + 1 });
			const no = { key: randomUUID(), ref: null, status: 409, code: "TAKEN" };
			calls.push({ ...booked, ...no, sent: at + 2, heard: at + 3 });
			return true;
		},
	],
	[
		"a key that comes again is answered with another booking",
		["findRepeats"],
		({ calls }, one) => {
			const call = one(calls.filter(({ key, status }) => key && status === 201));
			if (call)
				calls.push({
					...call,
					sent: call.sent + 50,
					heard: (call.heard ?? 0) + 60,
					ref: refOf(randomUUID()),
				});
			return call !== undefined;
		},
	],
	[
		"a key that comes again after its answer is refused",
		["findRepeats"],
		({ calls }, one) => {
			const call = one(calls.filter(({ key, status }) => key && status === 201));
			const more = {
				status: 409,
				code: "TAKEN",
				sent: (call?.heard ?? 0) + 5_000,
				heard: (call?.heard ?? 0) + 5_001,
			};
			if (call) calls.push({ ...call, ...more, ref: null });
			return call !== undefined;
		},
	],
	[
		"two keys are answered with one booking",
		["findRepeats"],
		({ calls, rows }, one) => {
			const [first, second] = [1, 2].map(() =>
				one(calls.filter(({ verb, status }) => verb === "book" && status === 201)),
			);
			if (!first || !second || first.key === second.key) return false;
			for (const call of calls) if (call.key === second.key && call.status === 201) call.ref = first.ref;
			rows.requests.set(second.key ?? "", idOf(first.ref));
			return true;
		},
	],
	[
		"somebody is told that a hold lasts longer than it does, as by a clock that is late",
		["findPromisedTime"],
		({ calls }, one) => {
			const call = one(calls.filter(({ verb, status }) => verb === "hold" && status === 201));
			for (const same of calls) if (call && same.ref === call.ref && same.heldUntil) same.heldUntil += 60_000;
			return call !== undefined;
		},
	],
	[
		"or shorter, as by one that is early",
		["findPromisedTime"],
		({ calls, rows }, one) => {
			const call = one(calls.filter(({ verb, status }) => verb === "hold" && status === 201));
			const isKnown = calls
				.filter(({ verb, ref }) => verb === "extend" && ref === call?.ref)
				.every(({ status }) => status > 0 && status < 500);
			for (const same of calls) if (call && same.ref === call.ref && same.heldUntil) same.heldUntil = 1;
			return isKnown && rows.bookings.has(idOf(call?.ref ?? null));
		},
	],
	[
		"a seat was taken before it could be had",
		["findBell"],
		({ rows }, one) => {
			const row = one([...rows.bookings.values()]);
			if (row) row.opensAt = row.createdAt + 1;
			return row !== undefined;
		},
	],
];

const seatsFor = (calls: Call[]) => new Set(calls.map(({ ref }) => ref)).size;

describe("and it is found when", () => {
	test.each(changes)("%s", (_what, expected, change) => {
		let changed = 0;
		fc.assert(
			fc.property(school, fc.nat(), (wish, nth) => {
				const story = simulate(wish);
				if (!change(story, (of) => of[nth++ % of.length])) return;
				changed++;
				expect(Object.keys(broken(story))).toEqual(expect.arrayContaining(expected));
			}),
			{ numRuns: 300 },
		);
		expect(changed).toBeGreaterThan(30);
	});
});
