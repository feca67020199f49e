import { describe, expect, test } from "vitest";
import { policies } from "../../lib/limit-policies.ts";
import { isBounded, isHeld, mostDepartures } from "../../stack/rehearsal/faults/hasty.ts";
import { judgePlaces, type Seen, type Told } from "../../stack/rehearsal/faults/kept-places.ts";
import { judgeBehind, judgeCaughtUp } from "../../stack/rehearsal/faults/replica-late.ts";

describe("without Redis limits are coarser, and no more than that", () => {
	const hasty = (through: number, refused = 10, strange = 0) => ({ through, refused, strange });

	test("what is allowed is what the app allows", () => {
		const [device] = policies.departures.rules;
		expect(device).toEqual({ by: "device", most: mostDepartures, seconds: 600 });
	});

	test.each([
		["as many as two instances let through, each of them alone", hasty(40), true],
		["as many as one alone", hasty(20), true],
		["one more", hasty(41), false],
		["all of them", hasty(50, 0), false],
		["that with an error in between", hasty(39, 10, 1), false],
	])("meanwhile %s", (_what, seen, kept) => {
		expect(isBounded(seen, 2).kept).toBe(kept);
	});

	test.each([
		["as many as are allowed", hasty(20), true],
		["a few more, until all have heard", hasty(26, 8), true],
		["as if each counted alone", hasty(34, 0), false],
		["more than that", hasty(27, 7), false],
	])("afterwards %s", (_what, seen, kept) => {
		expect(isHeld(seen, 2).kept).toBe(kept);
	});

	test("it is told how often", () => {
		expect(isBounded(hasty(40, 9, 1), 2).figure).toBe(
			"meanwhile one who was too fast was let through 40 times, where 20 are allowed and 2 instances count alone, and met with something else 1 times",
		);
	});
});

describe("a waiting room keeps its places whatever Redis forgets", () => {
	const rows = [
		{ id: "a", rank: "7", tail: null },
		{ id: "b", rank: null, tail: 1 },
		{ id: "c", rank: null, tail: null },
	];
	const place = { ticketId: "t", ticket: "signed", group: 0, inDraw: false, tailNo: null };
	const told = (at: number, servedBelow: number, tailServed = 0, seed: string | null = "s"): Told => ({
		...{ at, groups: [{ servedBelow, tailServed, seed }] },
	});
	const good: Seen = {
		...{
			before: rows,
			after: [...rows, { id: "d", rank: null, tail: 2 }],
			mine: [place, { ...place, tailNo: 3 }],
		},
		told: [told(0, 10), told(4_000, 10), told(8_000, 30, 2)],
	};

	test("also where one was given its number meanwhile, and a copy is a moment older than another", () => {
		expect(judgePlaces(good)).toEqual({
			kept: true,
			figure:
				"0 of 3 places were others afterwards, one next door was the same by its link, and of 3 times that the waiting room was told how far it is 0 went back",
		});
		expect(judgePlaces({ ...good, told: [told(0, 10), told(1_000, 12), told(2_000, 10)] }).kept).toBe(true);
		expect(
			judgePlaces({ ...good, after: rows.map((row) => (row.id === "c" ? { ...row, tail: 2 } : row)) }).kept,
		).toBe(true);
	});

	test.each<[what: string, changed: Partial<Seen>]>([
		["a place is gone", { after: rows.slice(1) }],
		["a rank is another", { after: rows.map((row) => (row.id === "a" ? { ...row, rank: "8" } : row)) }],
		["a number is another", { after: rows.map((row) => (row.id === "b" ? { ...row, tail: 2 } : row)) }],
		["the same link is given another place", { mine: [place, { ...place, ticketId: "u" }] }],
		[
			"the same link is given another number",
			{
				mine: [
					{ ...place, tailNo: 3 },
					{ ...place, tailNo: 4 },
				],
			},
		],
		["fewer are called than were", { told: [told(0, 10), told(4_000, 9)] }],
		["fewer of those behind the draw are", { told: [told(0, 10, 2), told(4_000, 10, 1)] }],
		["the draw is another", { told: [told(0, 10), told(4_000, 10, 0, "other")] }],
		["the draw is not told any more", { told: [told(0, 10), told(4_000, 10, 0, null)] }],
		["nobody was told anything", { told: [] }],
		["there was no place to keep", { before: [] }],
	])("it is not kept where %s", (_what, changed) => {
		expect(judgePlaces({ ...good, ...changed }).kept).toBe(false);
	});
});

describe("while a replica is behind", () => {
	const good = { lists: 1, wasOffered: true, booked: "201", seenMs: 40, isBehind: true, other: "TAKEN" };

	test("who books sees it at once, though the replica knows nothing of it, and nobody else gets that time", () => {
		expect(judgeBehind(good)).toEqual({
			kept: true,
			figure:
				"it answered 1 lists, with a time that a guest then booked (201) and saw 40 ms later, when the replica offered it still; somebody else who wanted it heard TAKEN",
		});
	});

	test.each([
		["nobody asked the replica anything", { lists: 0 }],
		["it was not the list that people see", { wasOffered: false }],
		["who wanted a time did not get it", { booked: "BUSY0" }],
		["who booked did not see it", { seenMs: null }],
		["the replica was not behind at all", { isBehind: false }],
		["a second one got it, too", { other: "201" }],
	])("it is not kept where %s", (_what, changed) => {
		expect(judgeBehind({ ...good, ...changed }).kept).toBe(false);
	});

	test("afterwards the replica and the list know of it", () => {
		expect(judgeCaughtUp({ replicaMs: 300, listMs: 1_200 })).toEqual({
			kept: true,
			figure: "once it was mended the replica knew of it after 0.3 s, and the list after 1.2 s",
		});
		expect(judgeCaughtUp({ replicaMs: null, listMs: 0 }).kept).toBe(false);
		expect(judgeCaughtUp({ replicaMs: 0, listMs: null }).kept).toBe(false);
	});
});
