import { createHash, createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { invite, join, ring, saveOpening, seedOffice, step } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";

/** One family in one opening: when it came, how slow its phone is, with how many tabs and tries, and its place in the order. */
type Come = { arrival: number; latency: number; tabs: number; retries: number; place: number };
type Trait = "arrival" | "latency" | "tabs" | "retries";
const traits: Trait[] = ["arrival", "latency", "tabs", "retries"];

const openings = 1_000;
const families = 40;
const { admin } = await ownDatabase();

/** A number that is the same in each run. */
const number = (...words: (string | number)[]) =>
	createHash("sha256").update(words.join(" ")).digest().readUInt32BE(0);
const come = (opening: number, n: number): Omit<Come, "place"> => ({
	arrival: n,
	latency: number("latency", opening, n),
	tabs: 1 + (number("tabs", opening, n) % 10),
	retries: number("retries", opening, n) % 8,
});

/** Gives each its place by a number, the lowest first. */
function placed<Value extends object>(
	all: Value[],
	by: (each: Value, n: number) => number,
): (Value & { place: number })[] {
	const keys = all.map(by);
	const order = keys.toSorted((a, b) => a - b);
	return all.map((each, n) => ({ ...each, place: order.indexOf(keys[n] ?? 0) }));
}

/** How far the place goes with a trait over many openings: the sum of Spearman's rho in each, which without any bond is normal, as a z. */
function bond(all: Come[][], trait: Trait): number {
	let sum = 0;
	let variance = 0;
	for (const opening of all) {
		const traitRanks = placed(opening, (each) => each[trait]).map(({ place }) => place);
		const places = opening.map(({ place }) => place);
		sum += correlation(traitRanks, places);
		variance += 1 / (opening.length - 1);
	}
	return sum / Math.sqrt(variance);
}

function correlation(a: number[], b: number[]): number {
	const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const [meanA, meanB] = [mean(a), mean(b)];
	const product = (x: number[], meanX: number, y: number[], meanY: number) =>
		x.reduce((sum, value, i) => sum + (value - meanX) * ((y[i] ?? 0) - meanY), 0);
	return product(a, meanA, b, meanB) / Math.sqrt(product(a, meanA, a, meanA) * product(b, meanB, b, meanB));
}

/** How unevenly the places of the n-th to come lie over ten equal parts of the order: chi-square with 9 degrees of freedom. */
function unevenness(all: Come[][], nth: number): number {
	const counts = Array<number>(10).fill(0);
	for (const opening of all) {
		const part = Math.floor(
			(10 * (opening.find(({ arrival }) => arrival === nth)?.place ?? 0)) / opening.length,
		);
		counts[part] = (counts[part] ?? 0) + 1;
	}
	const due = all.length / 10;
	return counts.reduce((sum, count) => sum + (count - due) ** 2 / due, 0);
}

// |z| and chi-square that chance alone passes once in a hundred times.
const most = { z: 2.576, chi: 21.67 };

describe("over 1,000 openings of 40 families, ranked by the database's own function", async () => {
	// Seeds and tickets are hashes of their numbers: the same in each run, so that chance raises no alarm but once and for all.
	const { rows } = await admin.query<{ ranks: string[] }>(
		`select array_agg(app.rank_of(sha256(convert_to('seed ' || n, 'UTF8')), md5('ticket ' || n || ' ' || m)::uuid) order by m) as ranks
		from generate_series(1, $1) as n, generate_series(0, $2) as m group by n order by n`,
		[openings, families - 1],
	);
	const simulated = (place: (opening: number, n: number, each: Omit<Come, "place">) => number): Come[][] =>
		rows.map((_, opening) =>
			placed(
				Array.from({ length: families }, (_, n) => come(opening, n)),
				(each, n) => place(opening, n, each),
			),
		);
	const drawn = simulated((opening, n) => Number(rows[opening]?.ranks[n]));

	test.each(traits)("a place does not go with %s", (trait) => {
		expect(Math.abs(bond(drawn, trait))).toBeLessThan(most.z);
	});

	test("the first to come, and the last, are anywhere in the order as often", () => {
		expect(unevenness(drawn, 0)).toBeLessThan(most.chi);
		expect(unevenness(drawn, families - 1)).toBeLessThan(most.chi);
	});

	test.each<[string, Trait, (opening: number, n: number, each: Omit<Come, "place">) => number]>([
		["first come, first served", "arrival", (_opening, n) => n],
		[
			"first come, first served among phones that are slow and quick",
			"latency",
			(_o, n, { latency }) => latency / 2 ** 32 + n / 200,
		],
		[
			"a lot for each tab",
			"tabs",
			(opening, n, { tabs }) =>
				Math.min(...Array.from({ length: tabs }, (_, tab) => number("lot", opening, n, tab))),
		],
		[
			"a new lot with each try, of which the best counts",
			"retries",
			(opening, n, { retries }) =>
				Math.min(...Array.from({ length: 1 + retries }, (_, tried) => number("try", opening, n, tried))),
		],
		[
			"a draw that favours the first over the last by a twentieth",
			"arrival",
			(opening, n) => Number(rows[opening]?.ranks[n]) + (n / families) * (2 ** 32 / 20),
		],
	])("and %s is found by the same test", (_name, trait, place) => {
		expect(Math.abs(bond(simulated(place), trait))).toBeGreaterThan(most.z);
	});

	test("as is a first one who always has a place among the first tenth", () => {
		const favoured = drawn.map((opening) =>
			placed(opening, ({ arrival, place }) => (arrival === 0 ? -1 : place)),
		);
		expect(unevenness(favoured, 0)).toBeGreaterThan(most.chi);
	});
});

describe("in 20 openings of 40 families who really join, as often as they have tabs and try again", async () => {
	const office = await seedOffice(admin, "school", ["ada"]);
	const real: Come[][] = [];
	let once = true;
	for (let n = 0; n < 20; n++) {
		const opening = await saveOpening(admin, office);
		const invitations = await invite(admin, office, opening, families);
		const comes = Array.from({ length: families }, (_, i) => ({
			...come(n, i),
			tabs: 1 + (number("tabs", n, i) % 6),
			retries: number("retries", n, i) % 4,
		}));
		for (const [i, { tabs, retries }] of comes.entries()) {
			const ids = new Set<string>();
			for (let tab = 0; tab < tabs + retries; tab++)
				ids.add((await join(admin, invitations[i] ?? { id: "" })).ticket_id);
			once &&= ids.size === 1;
		}
		await ring(admin, opening);
		await step(admin, opening);
		const { rows } = await admin.query<{ rank: string; seed: Buffer; id: string }>(
			`select ticket.rank, ticket.id, each.seed from app.tickets ticket
			join app.invitations invitation on invitation.id = ticket.invitation_id
			join app.opening_groups each on each.id = ticket.group_id
			where ticket.opening_id = $1 order by invitation.email`,
			[opening.id],
		);
		once &&= rows.every(
			({ seed, id, rank }) => createHmac("sha256", seed).update(id).digest().readUInt32BE(0) === Number(rank),
		);
		real.push(placed(comes, (_, i) => Number(rows[i]?.rank)));
	}

	test("each has one ticket and the rank that the seed gives it", () => {
		expect(once).toBe(true);
	});

	// These ids are new in each run: |z| > 5 comes by chance less than once in a million.
	test.each(traits)("and its place does not go with %s", (trait) => {
		expect(Math.abs(bond(real, trait))).toBeLessThan(5);
	});
});
