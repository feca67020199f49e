import { describe, expect, test } from "vitest";
import type { GroupStatus } from "../../lib/openings/schema.ts";
import { bellOf, phaseAt } from "../../stack/rehearsal/families/bells.ts";
import { type Opening, usual } from "../../stack/rehearsal/families/families.ts";
import { family } from "../../stack/rehearsal/families/family.ts";
import { StatusBoard } from "../../stack/rehearsal/families/status-board.ts";
import { type Said, world } from "./support/small-world.ts";

const shares = Object.fromEntries(Object.keys(usual).map((name) => [name, 0])) as Opening["shares"];
const opening = (changed: Partial<Opening> = {}): Opening => ({
	...{
		port: 0,
		host: "a.school.example",
		opening: "one",
		opensAt: 0,
		invitations: ["a", "b"],
		teachers: ["ada"],
	},
	...{ type: "talk", weeks: [], comeMs: [0, 0], thinkMs: 1, lookMs: 50, shares, seed: 1, ...changed },
});
const group = (changed: Partial<GroupStatus>): GroupStatus => ({
	...{ opensAt: "", opensInMs: 0, commitment: "", seed: "00", ticketsHash: null, drawn: 9 },
	...{ servedBelow: 0, tail: 2, tailServed: 0, ...changed },
});

/** A family with that place, told one after the other how far each group has been called; gives when it asked to come in. */
async function cameIn(place: object, told: GroupStatus[][], changed: Partial<Opening> = {}) {
	const looks: string[] = [];
	let enteredAfter = -1;
	const there = await world((path): Said => {
		if (path === "POST /api/tickets") return { status: 200, body: { ticketId: "t", ticket: "t", ...place } };
		if (path.startsWith("GET /api/tickets/")) return { status: 200, body: { ...place, tailNo: 2 } };
		if (path.startsWith("GET /api/openings/")) {
			looks.push(path.slice("GET /api/openings/one/status/".length));
			const groups = told[Math.min(looks.length, told.length) - 1];
			return { status: 200, body: { state: "open", freeByTeacher: null, groups } };
		}
		if (path === "POST /api/passes") enteredAfter = looks.length;
		return { status: path === "GET /opening/one" ? 200 : 403 };
	});
	const now = there.now();
	const wish = opening({ opensAt: now, ...changed });
	const count = { come: 0, waiting: 0, inside: 0, booked: 0 };
	const so = await family({ world: there, opening: wish, board: new StatusBoard(), count }, 1);
	return { enteredAfter, looks, so };
}

const drawn = { inDraw: true, tailNo: null };
const late = { inDraw: false, tailNo: null };
const all = 2 ** 32;

describe("of two groups a family", () => {
	test.each([
		[
			"of the second waits while the first is called, and who came late in it",
			{ ...drawn, group: 1 },
			[group({ servedBelow: all, tailServed: 2 }), group({})],
			[group({}), group({ servedBelow: all })],
		],
		[
			"of the first does not wait for the second",
			{ ...drawn, group: 0 },
			[group({}), group({ servedBelow: all })],
			[group({ servedBelow: all }), group({})],
		],
		[
			"that came late waits for its number, whoever of its group was drawn",
			{ ...late, group: 0 },
			[group({ servedBelow: all, tailServed: 1 }), group({ tailServed: 2 })],
			[group({ servedBelow: all, tailServed: 2 }), group({})],
		],
		[
			"that came late in the second waits for that one's",
			{ ...late, group: 1 },
			[group({ tailServed: 2 }), group({ servedBelow: all })],
			[group({}), group({ tailServed: 2 })],
		],
	])("%s", async (_what, place, before, then) => {
		const { enteredAfter, so } = await cameIn(place, [before, before, before, then]);
		expect(enteredAfter).toBe(4);
		expect(so).toMatchObject({ end: "enter 403", inDraw: place.inDraw, tickets: 1 });
	});
});

test("a family of the second comes, asks and may be late by its own bell, and is asked to look at each", async () => {
	const two = opening({ opensAt: 1_000, later: { from: 5, opensAt: 6_000 } });
	expect([0, 4, 5, 99].map((number) => bellOf(two, number))).toEqual([1_000, 1_000, 6_000, 6_000]);
	expect([0, 1_000, 5_999, 6_000].map((at) => phaseAt(two, at))).toEqual([0, 1, 1, 2]);
	expect(bellOf(opening({ opensAt: 7 }), 99)).toBe(7);

	const at = performance.now();
	const bells = { opensAt: at + 2_000, later: { from: 1, opensAt: at + 4_000 } };
	const mine: Partial<Opening> = { ...bells, comeMs: [10_000, 9_000], lookMs: 5_000 };
	const served = [group({}), group({ servedBelow: all })];
	const { looks } = await cameIn({ ...drawn, group: 1 }, [[group({}), group({})], served], mine);
	expect(looks).toEqual(["1", "2"]);
});

test("who comes late comes after the bell of their group", async () => {
	const at = performance.now();
	const wish = {
		opensAt: at - 60_000,
		later: { from: 1, opensAt: at - 1_000 },
		shares: { ...shares, late: 1 },
	};
	const { so } = await cameIn({ ...late, group: 1 }, [[group({}), group({ tailServed: 2 })]], wish);
	expect((so.cameAt ?? 0) - at).toBeGreaterThan(0);
	expect((so.cameAt ?? 0) - at).toBeLessThan(10_000);
});
