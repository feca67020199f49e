import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ratio } from "../../stack/rehearsal/report/ratio.ts";
import { readRun } from "../../stack/rehearsal/report/read-run.ts";
import { readPage } from "./support/read-page.ts";
import { sampleRun } from "./support/sample-run.ts";
import { written } from "./support/written.ts";

test("figures of both runs stand beside each other, with their ratio and what it means", () => {
	const [run, other] = [sampleRun(), sampleRun()];
	run.connections_max = 54;
	other.connections_max = 27;
	run.failed_share = 0.001;
	other.failed_share = 0.004;
	const page = readPage(written(run, other));
	const [figures = ""] = page.textOf("table");
	expect(figures).toMatch(/Connections to the database, at most\s*54\s*27\s*×2\.00\s*worse/);
	expect(figures).toMatch(/Failed of calls, while nothing was broken\s*0\.1 %\s*0\.4 %\s*×0\.25\s*better/);
	expect(figures).toMatch(/Sold of 500 times\s*500\s*500\s*×1\.00\s*the same/);
	expect(page.text).not.toContain("Not asked for alike");
});

test("what reached each tier stands beside what reached it in the other, also what only one of them had", () => {
	const [run, other] = [sampleRun(), sampleRun({ people: 2000 })];
	delete run.tiers.edge["POST /api/passes"];
	delete other.tiers.database.byVerb.take_pass;
	const tables = readPage(written(run, other)).textOf("table");
	const of = (caption: string) => tables.find((text) => text.trim().startsWith(caption));
	expect(of("At the edge, by route")).toMatch(/status\/<n>\s*610,000\s*122,000/);
	expect(of("At the edge, by route")).toMatch(/POST \/api\/passes\s*–\s*1,000\s*–/);
	expect(of("In the database, by verb")).toMatch(/take_pass\s*1,000\s*–\s*0\.3/);
	expect(of("In Redis, by command")).toMatch(/EVALSHA\s*18,000\s*3,600/);
	expect(readPage(written(run)).text).not.toContain("Other’s");
});

test("each plot has both runs' lines, the other's muted, and both in its table", () => {
	const page = readPage(written(sampleRun(), sampleRun({ seed: 3 })));
	const lines = page.attribute("class", "path");
	expect(lines.filter((look) => look === "curve other")).toHaveLength(17);
	expect(page.textOf("th").filter((name) => name.endsWith("other run"))).toHaveLength(17);
});

test("runs that were not asked for alike say so", () => {
	const { text } = readPage(written(sampleRun(), sampleRun({ people: 2000 })));
	expect(text).toContain("Not asked for alike: they differ in people.");
});

test.each([
	[2, 1, "less", "×2.00", "worse"],
	[2, 1, "more", "×2.00", "better"],
	[104, 100, "less", "×1.04", "the same"],
	[0, 0, "less", "–", "the same"],
	[3, 0, "less", "from 0", "worse"],
	[0, 3, "less", "×0.00", "better"],
	[null, 3, "less", "–", ""],
	[1250, 100, "neither", "×13", ""],
] as const)("%s beside %s, where %s is good, is %s %s", (mine, others, good, text, is) => {
	expect(ratio(mine, others, good)).toEqual({ text, is });
});

test("a run is read as it was written, and what is none is named", () => {
	const folder = mkdtempSync(join(tmpdir(), "firstbell-run-"));
	const file = (name: string, text: string) => {
		writeFileSync(join(folder, name), text);
		return join(folder, name);
	};
	expect(readRun(file("a.json", JSON.stringify(sampleRun())))).toEqual(sampleRun());
	expect(() => readRun(file("b.json", "{}"))).toThrow("is no rehearsal of this version: it has no options");
	expect(() => readRun(file("c.json", "not"))).toThrow("cannot be read as what --json writes");
	expect(() => readRun(join(folder, "none.json"))).toThrow("none.json");
});
