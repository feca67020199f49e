import { describe, expect, test } from "vitest";
import { judgeAims, type Measured } from "../../stack/rehearsal/aims.ts";
import { forgiveOthers, forgiveSlowness } from "../../stack/rehearsal/blame.ts";
import { brokenLines, headline, isBroken, unjudgedLines } from "../../stack/rehearsal/report/headline.ts";
import type { Latency, Run } from "../../stack/rehearsal/run.ts";
import { heldForFiveMinutes, looksWanted } from "../../stack/rehearsal/series.ts";
import { readPage } from "./support/read-page.ts";
import { sampleRun } from "./support/sample-run.ts";
import { second } from "./support/witnessed.ts";
import { written } from "./support/written.ts";

const latency = (p95: number, count = 1_000): Latency => ({
	...{ count, p50: p95 / 3, p90: p95 / 1.2, p95, p99: p95 * 2, p999: p95 * 3, max: p95 * 4 },
});
const good: Measured = {
	...{ requests: 100_000, failed: 99, connections: 20, edgeHeld: 2_000, wanted: 2_400 },
	withRoom: { API: latency(100), page: latency(400) },
};
/** A run that measured so, and kept all else. */
const runOf = (seen: Partial<Measured>): Run => ({
	...sampleRun(),
	verdicts: [...sampleRun().verdicts, ...judgeAims({ ...good, ...seen })],
});

test("a run that just keeps what was promised is green, and nothing of it is left unjudged", () => {
	const run = runOf({});
	expect([isBroken(run), brokenLines(run), unjudgedLines(run)]).toEqual([false, [], []]);
	expect(readPage(written(run)).text).toContain("Every promise was kept");
});

describe("it turns the headline and the command red", () => {
	test.each<[what: string, seen: Partial<Measured>, line: string]>([
		[
			"where one call in a thousand fails outside faults",
			{ failed: 100 },
			"Broken: Fewer than 0.1 % of calls fail while nothing is broken: 100 of 100,000 calls failed, 0.1 %",
		],
		["where 9 % do", { failed: 9_000 }, "9,000 of 100,000 calls failed, 9 %"],
		["where nobody called", { requests: 0, failed: 0 }, "0 of 0 calls failed"],
		[
			"with one connection too many",
			{ connections: 21 },
			"Broken: At most 20 connections are open at the database: 21 at most",
		],
		["where nobody could look at the connections", { connections: 0 }, "nobody could look"],
		[
			"where the API is slow",
			{ withRoom: { ...good.withRoom, API: latency(3_000) } },
			"Broken: The API answers within 100 ms where there is room (p95): 3 s, of 1,000 answers",
		],
		[
			"where pages are slow",
			{ withRoom: { ...good.withRoom, page: latency(401) } },
			"Broken: Pages come within 400 ms where there is room (p95): 401 ms, of 1,000 answers",
		],
		[
			"where the edge bears less",
			{ edgeHeld: 1_990 },
			"Broken: The edge bears 2,000 requests a second for five minutes: 1,990 /s in each of five minutes",
		],
	])("%s", (_what, seen, line) => {
		const run = runOf(seen);
		expect(isBroken(run)).toBe(true);
		expect(brokenLines(run).join("\n").replaceAll("\u00a0", " ")).toContain(line);
		expect(headline(run)).toContain("No booking came to harm, but 1 other promise was broken.");
	});

	test("and the report, which has each with its figure", () => {
		const withRoom = { API: latency(3_000), page: latency(401) };
		const run = runOf({ failed: 9_000, connections: 60, withRoom, edgeHeld: 1_990 });
		const page = readPage(written(run));
		expect(page.text).toContain("A promise was broken");
		expect(brokenLines(run)).toHaveLength(5);
		const text = page.text.replaceAll("\u00a0", " ");
		for (const line of brokenLines(run))
			expect(text).toContain(line.replace(/^Broken: /, "").replaceAll("\u00a0", " "));
	});
});

describe("what a run cannot tell is said, and is neither broken nor called kept", () => {
	test.each<[what: string, seen: Partial<Measured>, name: string, why: string]>([
		["no answer met with room", { withRoom: {} }, "The API answers", "the machine was full"],
		[
			"too few did",
			{ withRoom: { API: latency(3_000, 199), page: latency(1) } },
			"The API answers",
			"199 answers met neither, and 200 would tell",
		],
		["few people came", { wanted: 400, edgeHeld: 450 }, "The edge bears", "as with --people 10000"],
		["it was over soon", { wanted: null, edgeHeld: null }, "The edge bears", "this run was over sooner"],
	])("where %s", (_what, seen, name, why) => {
		const run = runOf(seen);
		expect(isBroken(run)).toBe(false);
		const [line = ""] = unjudgedLines(run).filter((each) => each.startsWith(`Not judged: ${name}`));
		expect(line).toContain(why);
	});

	test("by the report, too", () => {
		const run = runOf({ withRoom: {}, wanted: null, edgeHeld: null });
		const page = readPage(written(run));
		expect(page.text).toContain("Every promise that could be judged was kept");
		expect(page.text).not.toContain("Every promise was kept");
		const unjudged = page.textOf("tr").filter((text) => text.includes("not judged"));
		expect(unjudged).toHaveLength(unjudgedLines(run).length);
		for (const name of ["The API answers", "Pages come", "The edge bears"])
			expect(unjudged.join()).toContain(name);
	});
});

describe("on a machine that others use as well", () => {
	const busy = (seen: Partial<Measured>, other: number, double = 0): Run => {
		const run = runOf(seen);
		const faults = run.faults.map((fault) => ({ ...fault, kept: false }));
		return {
			...run,
			double,
			faults,
			saturation: { ...run.saturation, cpu: { ...run.saturation.cpu, other } },
		};
	};
	const slow = { failed: 500, withRoom: { API: latency(900), page: latency(900) } };

	test("what fails or is slow is not judged where they have more than a third of it", () => {
		expect(isBroken(forgiveOthers(busy(slow, 0.32)))).toBe(true);
		const run = forgiveOthers(busy(slow, 0.5));
		expect(isBroken(run)).toBe(false);
		expect(unjudgedLines(run)).toHaveLength(3 + run.faults.length);
		expect(unjudgedLines(run).join()).toContain(
			"others had 50 % of the machine; 500 of 100,000 calls failed",
		);
	});

	test("but nobody else sells a seat twice, or opens a connection too many", () => {
		expect(isBroken(forgiveOthers(busy(slow, 0.5, 1)))).toBe(true);
		expect(brokenLines(forgiveOthers(busy({ connections: 21 }, 0.5)))).toHaveLength(1);
	});
});

describe("in a test", () => {
	test("how long answers took is told, and breaks nothing", () => {
		const run = forgiveSlowness(runOf({ withRoom: { API: latency(900), page: latency(900) } }));
		expect(isBroken(run)).toBe(false);
		expect(unjudgedLines(run)).toHaveLength(2);
		expect(unjudgedLines(run).join().replaceAll("\u00a0", " ")).toContain("a test judges no machine");
	});

	test("nor do few calls that fail while the machine is full, where more do, and where it has room", () => {
		const failing = (failed_share: number, fullSeconds: number): Run => {
			const run = runOf({ failed: failed_share * 100_000 });
			return { ...run, failed_share, saturation: { ...run.saturation, fullSeconds } };
		};
		expect(isBroken(forgiveSlowness(failing(0.005, 9)))).toBe(false);
		expect(isBroken(forgiveSlowness(failing(0.01, 9)))).toBe(true);
		expect(isBroken(forgiveSlowness(failing(0.005, 0)))).toBe(true);
	});

	test("but all else is judged as ever", () => {
		const run = forgiveSlowness(runOf({ connections: 21 }));
		expect(brokenLines(run)).toHaveLength(1);
		expect(forgiveSlowness(runOf({}))).toEqual(runOf({}));
	});
});

test("what was held for five minutes is what the worst of them had, of the best five", () => {
	const minutes = (...rates: number[]) => rates.flatMap((rate) => Array.from({ length: 60 }, () => rate));
	expect(heldForFiveMinutes(minutes(9, 9, 9, 9))).toBeNull();
	expect(heldForFiveMinutes(minutes(9, 9, 9, 9, 2))).toBe(2);
	expect(heldForFiveMinutes(minutes(1, 9, 9, 9, 9, 9, 2))).toBe(9);
});

test("who waits looks a tenth as often until two minutes before the bell", () => {
	const tick = (at: number, waiting: number) => ({
		...{ come: waiting, waiting, inside: 0, booked: 0, freeSeats: null, cpuSeconds: 0, second: second(at) },
	});
	const ticks = [tick(79_999, 8_000), tick(80_000, 8_000), tick(300_000, 9_000)];
	expect(looksWanted(ticks, { opensAt: 200_000, lookMs: 4_000 })).toEqual([200, 2_000, 2_250]);
});
