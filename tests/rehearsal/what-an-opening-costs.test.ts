import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cautionsOf } from "../../stack/capacity/cautions.ts";
import { type Asked, workOf } from "../../stack/capacity/plans/asked.ts";
import { bill, credit, row } from "../../stack/capacity/plans/bill.ts";
import { selfHosted } from "../../stack/capacity/plans/self-hosted.ts";
import { smallest } from "../../stack/capacity/plans/sizes.ts";
import { onVercel } from "../../stack/capacity/plans/vercel.ts";
import { monthly } from "../../stack/capacity/plans/vercel-usage.ts";
import { allPrices, lookedUp, oldAfterDays, type Price, vercel } from "../../stack/capacity/prices.ts";
import { tell } from "../../stack/capacity/tell.ts";
import { measuredRun } from "./support/measured-run.ts";

const run = measuredRun();
const asked: Asked = {
	...{ people: 30_000, slots: 3_600, teachers: 180, minutes: 30, think: 20, edges: 2 },
	...{ openingsAMonth: 1, viewersADay: 1_000 },
};
const plans = {
	vercel: onVercel(workOf(run, asked, true)),
	"self-hosted": selfHosted(workOf(run, asked, false)),
};
const day = (days: number) => new Date(Date.parse(lookedUp) + days * 86_400_000);
const told = (now: Date, work = workOf(run, asked, true)) =>
	stripVTControlCharacters(tell(work, onVercel(work), now));

test("what is included costs nothing until it is used up, and each one more costs its price", () => {
	const price: Price = {
		dollars: 2.6,
		per: 1_000_000,
		unit: "requests",
		source: "https://example.org",
		asOf: lookedUp,
	};
	const quantity = fc.nat({ max: 50_000_000 });
	fc.assert(
		fc.property(quantity, quantity, (used, included) => {
			const { dollars } = row("Requests", used, price, included);
			if (used <= included) expect(dollars).toBe(0);
			else expect(dollars).toBeCloseTo(((used - included) * 2.6) / 1_000_000, 8);
		}),
	);
	expect(row("Requests", 26_443_422, price, 10_000_000).arithmetic).toBe(
		"(26,443,422 − 10,000,000 included) requests × $2.60 for 1,000,000",
	);
	expect(row("Memory", 0.928, { ...price, dollars: 0.0152, per: 1, unit: "GB-hours" }).arithmetic).toBe(
		"0.928 GB-hours × $0.0152",
	);
});

test.each(Object.entries(plans))(
	"on %s a bill is the sum of its rows, and says how each was reckoned",
	(_, plan) => {
		for (const { rows, dollars } of [plan.opening, plan.month]) {
			expect(rows.reduce((sum, each) => sum + each.dollars, 0)).toBeCloseTo(dollars, 8);
			expect(bill(rows.toReversed()).dollars).toBeCloseTo(dollars, 8);
			for (const { arithmetic } of rows) expect(arithmetic).toMatch(/ × \$[\d.]+|^of \$/);
		}
	},
);

test("more comes back than was spent never", () => {
	const some = [row("Seats", 1, vercel.seat)];
	expect(credit("Back", 5, some).dollars).toBe(-5);
	expect(credit("Back", 50, some).dollars).toBe(-20);
});

test("a month has a flat rate for the edge where that is cheaper, and else what each request costs", () => {
	const usage = {
		edge: 0,
		bytes: 0,
		origin: 0,
		originBytes: 0,
		cpuSeconds: 0,
		gigabyteSeconds: 0,
		commands: 0,
		mails: 0,
	};
	const edgeOf = (edge: number, more = {}) =>
		monthly({ ...usage, edge, ...more }).filter(({ what }) => what.startsWith("Edge requests"));
	const flat = "Edge requests and transfer";
	expect(edgeOf(900_000)).toMatchObject([{ what: flat, dollars: 0 }]);
	expect(edgeOf(9_900_000)).toMatchObject([{ what: "Edge requests" }]);
	expect(edgeOf(49_000_000)).toMatchObject([{ what: flat, dollars: 100 }]);
	expect(edgeOf(149_000_000)).toMatchObject([{ what: flat, dollars: 300 }]);
	expect(edgeOf(151_000_000)).toMatchObject([{ what: "Edge requests" }]);
	// A terabyte and more is not in what Pro has.
	expect(edgeOf(900_000, { bytes: 1e12 })).toMatchObject([{ what: flat, dollars: 20 }]);
});

test("what Pro gives back is taken off a month, and not off one opening", () => {
	const { opening, month } = plans.vercel;
	expect(month.rows.map(({ what }) => what)).toContain("Vercel's credit");
	expect(opening.rows.every(({ dollars }) => dollars >= 0)).toBe(true);
});

test("the smallest size that bears all is taken, and by what it is bound is said", () => {
	const sizes = [
		{ name: "small", cores: 1, clients: 100 },
		{ name: "middle", cores: 2, clients: 100 },
		{ name: "large", cores: 8, clients: 800 },
	];
	expect(smallest(sizes, { cores: 0.5, clients: 10 })).toEqual({ size: sizes[0], bound: [] });
	expect(smallest(sizes, { cores: 1.2, clients: 10 })).toEqual({ size: sizes[1], bound: ["cores"] });
	expect(smallest(sizes, { cores: 0.5, clients: 101 })).toEqual({ size: sizes[2], bound: ["clients"] });
	expect(smallest(sizes, { cores: 9, clients: 10 })).toBeUndefined();
});

test("half as much again as the busiest second needs is there", () => {
	const { load } = workOf(run, asked, true);
	const instances = plans.vercel.needs.find(({ what }) => what === "Instances of functions")?.needed ?? 0;
	expect(instances).toBeGreaterThanOrEqual(load.peak.cpu.instances * 1.5);
	expect(instances).toBeLessThan(load.peak.cpu.instances * 1.5 + 1);
	const database = plans.vercel.needs.find(({ what }) => what.startsWith("Database"));
	expect(database?.needed).toBeGreaterThanOrEqual(load.peak.cpu.database * 1.5);
});

test("each price has an address and a day, and none is younger than the list", () => {
	expect(allPrices.length).toBeGreaterThan(20);
	for (const { source, asOf, dollars, per, unit } of allPrices) {
		expect(source).toMatch(/^https:\/\/[a-z.]+\//);
		expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
		expect(Date.parse(asOf), `${source} of ${asOf}`).toBeLessThanOrEqual(Date.parse(lookedUp));
		expect(dollars).toBeGreaterThanOrEqual(0);
		expect(per).toBeGreaterThan(0);
		expect(unit).not.toBe("");
	}
});

test("prices that were looked up more than half a year ago come with a warning, and younger ones without", () => {
	expect(told(day(oldAfterDays))).not.toContain("look them up again");
	expect(told(day(oldAfterDays + 1))).toContain(
		"That is 181 days ago: look them up again before money depends on it.",
	);
});

test("all that was reckoned is told: every route, tier, need and row", () => {
	const text = told(day(0));
	const { load } = workOf(run, asked, true);
	for (const route of Object.keys(load.edge)) expect(text).toContain(`\n${route} `);
	for (const { what } of [...plans.vercel.needs, ...plans.vercel.opening.rows, ...plans.vercel.month.rows])
		expect(text).toContain(`\n${what} `);
	expect(text).toContain("30,000 people come to an opening of 3,600 times of 180 teachers");
});

test("a rehearsal that is to be believed less says so, and why; one that went well does not", () => {
	const [broken, busy, blind] = [measuredRun(), measuredRun(), measuredRun()];
	broken.options.faults = ["redis-killed"];
	busy.failed_share = 0.12;
	blind.tiers.costs.instances.samples = 0;
	expect(cautionsOf(run)).toEqual([]);
	expect(cautionsOf(broken)).toMatchObject([expect.stringContaining("had things broken (redis-killed)")]);
	expect(cautionsOf(busy)).toMatchObject([expect.stringContaining("12\u00a0% of calls failed")]);
	expect(cautionsOf(blind)).toMatchObject([expect.stringContaining("of CPU nothing is known")]);
	expect(told(day(0), workOf(broken, asked, true))).toContain("had things broken (redis-killed)");
});
