import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Run } from "../../stack/rehearsal/run.ts";
import { readPage } from "./support/read-page.ts";
import { sampleRun } from "./support/sample-run.ts";
import { written } from "./support/written.ts";

const reports: [string, () => string][] = [
	["one run", () => written(sampleRun())],
	["two runs", () => written(sampleRun({ seed: 2 }), sampleRun({ seed: 3 }))],
];

test.each(reports)("%s: it is HTML that no browser has to forgive, and no id is there twice", (_, report) => {
	const page = readPage(report());
	expect(page.errors).toEqual([]);
	const ids = page.attribute("id");
	expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
	const pointed = [
		...page.attribute("aria-labelledby"),
		...page.attribute("href", "a").map((each) => each.slice(1)),
	];
	expect(pointed.filter((id) => !ids.includes(id))).toEqual([]);
});

test.each(reports)("%s: it asks nobody for anything, and its own policy forbids it", (_, report) => {
	const markup = report();
	const page = readPage(markup);
	const asked = [...page.attribute("src"), ...page.attribute("href")];
	expect(asked.filter((url) => !url.startsWith("#") && !url.startsWith("data:"))).toEqual([]);
	expect(markup.match(/url\((?!data:)|@import|https?:\/\//g)).toBeNull();
	expect(page.attribute("style")).toEqual([]);
	expect(page.attribute("content", "meta").join()).toContain("default-src 'none'");
	expect(markup.length).toBeLessThan(500_000);
});

test("names that look like markup stay names", () => {
	const evil = `</script><script>alert(1)</script><img src=x onerror="alert(1)">&amp;'`;
	const run = sampleRun();
	const hostile: Run = {
		...run,
		at: evil,
		options: { ...run.options, faults: [evil] },
		machine: { ...run.machine, cpu: evil, node: evil },
		latency: { [evil]: { count: 1, p50: 1, p90: 1, p95: 1, p99: 1, p999: 1, max: 1 } },
		faults: [{ name: evil, kept: false, figure: evil, from: 1, until: 2 }],
		verdicts: [{ name: evil, kept: false, figure: evil }],
		saturation: { ...run.saturation, says: evil, cpu: { [evil]: 0.5 } },
		tiers: {
			...run.tiers,
			edge: { [evil]: { requests: 1, bytes: 1, hits: 1 } },
			database: { calls: 1, byVerb: { [evil]: { calls: 1, ms: 1 } } },
			redis: { commands: 1, byName: { [evil]: 1 } },
		},
	};
	const page = readPage(written(hostile, hostile));
	expect(page.errors).toEqual([]);
	expect(page.elements.filter(({ tagName }) => tagName === "img")).toEqual([]);
	expect(page.elements.filter(({ tagName }) => tagName === "script")).toHaveLength(2);
	expect(page.text).toContain(evil);
});

test("a run in which nothing happened is drawn, too", () => {
	const run = sampleRun();
	const still = Object.fromEntries(Object.keys(run.series).map((name) => [name, name === "from" ? 0 : []]));
	const page = readPage(
		written({
			...run,
			people: 0,
			bookings: 0,
			latency: {},
			faults: [],
			verdicts: [],
			places: [],
			series: still as unknown as Run["series"],
			tiers: { ...run.tiers, edge: {}, origin: {} },
		}),
	);
	expect(page.errors).toEqual([]);
	expect(page.attribute("d").join().concat(page.attribute("aria-label").join(), page.text)).not.toMatch(
		/NaN|Infinity|undefined/,
	);
});

test("it wears the product's colours", () => {
	const product = colours("app/globals.css");
	const report = colours("stack/rehearsal/report/palette.css");
	expect(report.length).toBe(30);
	expect(report.filter((each) => !product.includes(each))).toEqual([]);
});

const colours = (file: string): string[] =>
	readFileSync(file, "utf8").match(/--[a-z-]+: #[0-9a-f]{6};/g) ?? [];
