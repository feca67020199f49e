import { expect, test } from "vitest";
import { readPage } from "./support/read-page.ts";
import { sampleRun } from "./support/sample-run.ts";
import { written } from "./support/written.ts";

test("a run that kept every promise says so in a sentence for a head teacher", () => {
	const page = readPage(written(sampleRun()));
	expect(page.textOf("h1")).toEqual([
		"10,000 people came for 500 times. Each was sold once, nobody who was told “booked” lost it, and all were served in their turn, though 4 things were broken on purpose.",
	]);
	expect(page.textOf("title")[0]).toMatch(/^✓ Kept/);
	expect(page.text).toContain("Every promise was kept");
	expect(page.textOf("h2")).not.toContain(" Broken");
});

test("every verdict, fault, route, verb and option is there, with its figure", () => {
	const run = sampleRun();
	const { text } = readPage(written(run));
	for (const { name, figure } of [...run.verdicts, ...run.faults]) {
		expect(text).toContain(name);
		expect(text).toContain(figure);
	}
	for (const name of [
		...Object.keys(run.latency),
		...Object.keys(run.tiers.edge),
		...Object.keys(run.tiers.database.byVerb),
		...Object.keys(run.tiers.redis.byName),
		run.machine.cpu,
		run.machine.node,
		run.saturation.says,
		"npm run rehearse -- --people 10000 --teachers 25 --slots 500 --minutes 5 --instances 2 --faults redis,instance,primary,replica --seed 1",
	]) {
		expect(text).toContain(name);
	}
	for (const figure of ["145 s", "126 ms", "0.012 %", "7,374 /s", "93.6 /s", "98 %", "10,000", "8,590"]) {
		expect(text).toContain(figure);
	}
});

test("each plot has a title, its unit, what one sees, and its figures in a table", () => {
	const page = readPage(written(sampleRun()));
	const plots = page.elements.filter(({ tagName, attrs }) => tagName === "figure" && attrs.length > 0);
	const said = page.elements
		.filter(({ attrs }) => attrs.some(({ name, value }) => name === "role" && value === "img"))
		.map(({ attrs }) => attrs.find(({ name }) => name === "aria-label")?.value ?? "");
	expect(plots).toHaveLength(15);
	expect(said).toHaveLength(15);
	expect(said).toContain(
		"Arrivals, people a second. Most came 1 s before the bell: 822 people in that second.",
	);
	expect(said).toContain("Times filled, times. The last of 500 is taken 145 s after the bell.");
	expect(page.textOf("details")).toHaveLength(15);
	expect(page.textOf("caption")).toHaveLength(page.textOf("table").length);
	expect(page.textOf("th")).toHaveLength(page.attribute("scope", "th").length);
	expect(page.text).not.toMatch(/NaN|Infinity|undefined|\bnull\b/);
});

test("a draw that nobody jumped is told from one where the early went first", () => {
	const fair = sampleRun();
	expect(readPage(written(fair)).text).toContain("as if by a coin, so coming early brings nothing");
	const byArrival = fair.places.toSorted((a, b) => a.came - b.came).map(({ came }) => came);
	const unfair = { ...fair, places: fair.places.map((place, i) => ({ ...place, came: byArrival[i] ?? 0 })) };
	expect(readPage(written(unfair)).text).toContain("more than chance explains");
});
