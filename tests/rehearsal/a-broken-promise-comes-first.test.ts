import { expect, test } from "vitest";
import { brokenLines, isBroken } from "../../stack/rehearsal/report/headline.ts";
import type { Run } from "../../stack/rehearsal/run.ts";
import { readPage } from "./support/read-page.ts";
import { sampleRun } from "./support/sample-run.ts";
import { written } from "./support/written.ts";

test.each<[string, Partial<Run>, string]>([
	["a seat sold twice", { double: 3 }, "3 were sold twice."],
	["a lost booking", { lost: 1 }, "1 confirmed booking was lost."],
	["a turn not kept", { unfair: 2 }, "2 people were served out of turn."],
	[
		"a draw that is not what it says",
		{ draw: { ...sampleRun().draw, record: "wrong" } },
		"The draw cannot be computed again.",
	],
	[
		"all at once",
		{ double: 3, lost: 2, unfair: 1 },
		"3 were sold twice, 2 confirmed bookings were lost and 1 person was served out of turn.",
	],
])("%s turns the headline", (_, broken, sentence) => {
	const page = readPage(written({ ...sampleRun(), ...broken }));
	expect(page.textOf("h1")).toEqual([`10,000 people came for 500 times. ${sentence}`]);
	expect(page.textOf("title")[0]).toMatch(/^✕ Broken/);
	expect(page.textOf("h2")[0]).toBe(" Broken");
	expect(page.text).not.toContain("Every promise was kept");
});

test("a fault that was not borne turns it too, and heads its table", () => {
	const run = sampleRun();
	const faults = run.faults.map((fault, i) => (i === 2 ? { ...fault, kept: false } : fault));
	const page = readPage(written({ ...run, faults }));
	expect(page.textOf("h1")[0]).toContain("No booking came to harm, but 1 other promise was broken.");
	expect(page.textOf("h2")[0]).toBe(" Broken");
	const table = page.textOf("table").find((text) => text.startsWith("What was broken on purpose"));
	expect(table).toMatch(/Seconds\s*The primary is killed and restarts broken/);
});

test("a run that did not sell out is no broken promise, and does not say that all was sold", () => {
	const run = sampleRun();
	const series = {
		...run.series,
		freeSeats: run.series.freeSeats.map((free) => (free === null ? null : free + 20)),
	};
	const page = readPage(written({ ...run, bookings: 480, series, faults: [] }));
	expect(page.textOf("h1")[0]).toContain("480 were taken, each of them once");
	expect(page.text).toContain("not within this run");
	expect(page.text).toContain("Nothing was broken on purpose in this run.");
});

test("where no law was looked at, none is called kept", () => {
	const page = readPage(written({ ...sampleRun(), verdicts: [] }));
	expect(page.textOf("h1")[0]).toBe(
		"10,000 people came for 500 times. Whether any promise was kept was not looked at.",
	);
	expect(page.text).toContain("No law was looked at");
	expect(page.text).not.toContain("Every promise was kept");
});

test("a terminal is told of each by its name, and of those that were kept nothing", () => {
	const run = sampleRun();
	expect([isBroken(run), brokenLines(run)]).toEqual([false, []]);
	const [law, ...laws] = run.verdicts;
	const [fault, ...faults] = run.faults;
	if (!law || !fault) throw new Error("A sample has both.");
	const broken = {
		...run,
		verdicts: [{ ...law, kept: false }, ...laws],
		faults: [...faults, { ...fault, kept: false }],
	};
	expect(isBroken(broken)).toBe(true);
	expect(brokenLines(broken)).toEqual([
		`Broken: ${law.name}: ${law.figure}`,
		`Broken: ${fault.name}: ${fault.figure}`,
	]);
});

test("a fault that did not come to pass is a broken promise, and nothing is shaded for it", () => {
	const run = sampleRun();
	const missed = { name: "The disk is full", kept: false, figure: "it did not come to pass" };
	const faults = [...run.faults, { ...missed, from: null, until: null }];
	const [whole, page] = [readPage(written(run)), readPage(written({ ...run, faults }))];
	expect(page.textOf("li")).toContain("The disk is full: it did not come to pass");
	const bands = ({ attribute }: typeof page) => attribute("class", "rect").filter((name) => name === "band");
	expect(bands(page)).toEqual(bands(whole));
	expect(page.text).not.toContain("null");
});
