import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Run } from "../../stack/rehearsal/run.ts";
import { measuredRun } from "./support/measured-run.ts";

const folder = mkdtempSync(join(tmpdir(), "firstbell-capacity-"));
const file = (name: string, run: unknown) => {
	writeFileSync(join(folder, name), JSON.stringify(run));
	return join(folder, name);
};
const from = file("run.json", measuredRun());

function capacity(...words: string[]) {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		["--disable-warning=ExperimentalWarning", "stack/capacity.ts", ...words],
		{
			encoding: "utf8",
			env: { ...process.env, NO_COLOR: "1" },
		},
	);
	return { status, stdout, stderr: stderr.trim() };
}

test("a table for people, and the same figures for machines", () => {
	const table = capacity("--people", "3000", "--from", from);
	expect(table.status).toBe(0);
	expect(table.stdout).toContain("3,000 people come to an opening of 360 times of 18 teachers");
	const { stdout } = capacity("--people", "3000", "--from", from, "--json");
	const { load, plan } = JSON.parse(stdout);
	expect(table.stdout).toContain(`$${plan.month.dollars.toFixed(2)}`);
	expect(load.edge["GET status"]).toBeGreaterThan(100_000);
});

const none = join(folder, "none.json");

test.each([
	["no number of people", [], "Say for how many: npm run capacity -- --people 30000"],
	["people that are no number", ["--people", "many"], "--people is a number from 10 to 1,000,000."],
	["too few people", ["--people", "5"], "--people is a number from 10 to 1,000,000."],
	["no times", ["--people", "3000", "--slots", "0"], "--slots is a number from 1 to 100,000."],
	["an unknown plan", ["--people", "3000", "--plan", "cloud"], "--plan is one of vercel, self-hosted."],
	[
		"a plan by a name that objects have",
		["--people", "3000", "--plan", "toString"],
		"--plan is one of vercel, self-hosted.",
	],
	[
		"a rehearsal that is not there",
		["--people", "3000", "--from", none],
		`There is no rehearsal at ${none}: make one with npm run rehearse, or name one with --from.`,
	],
])("%s: refused in one sentence", (_, words, sentence) => {
	expect(capacity("--from", from, ...words)).toEqual({ status: 1, stdout: "", stderr: sentence });
});

test("a word that nobody knows is refused", () => {
	const { status, stderr } = capacity("--people", "3000", "--colour", "red");
	expect(status).toBe(1);
	expect(stderr).toContain("Unknown option '--colour'");
});

test("a rehearsal that did not measure what a request costs is refused", () => {
	const { conduct: _, ...old } = measuredRun();
	const path = file("old.json", old);
	expect(capacity("--people", "3000", "--from", path).stderr).toBe(
		`${path} is of a version that did not measure what a request costs: rehearse again.`,
	);
});

test("what was seen as predicted passes, and what is off by more than a quarter fails", () => {
	const other = measuredRun({ people: 2_000, slots: 300, teachers: 15 });
	other.series.freeSeats = [...Array(38).fill(null), ...Array(40).fill(5), 0, 0];
	const right = capacity("--from", from, "--against", file("other.json", other));
	expect(right.status).toBe(0);
	expect(right.stdout).toMatch(/All is sold \d+ s after the bell as predicted, and was 40 s after the bell/);
	expect(right.stdout).toContain("What 1,000 people for 200 times foretell of 2,000 people for 300 times");
	const busier: Run = {
		...other,
		tiers: { ...other.tiers, redis: { ...other.tiers.redis, commands: other.tiers.redis.commands * 1.4 } },
	};
	const wrong = capacity("--from", from, "--against", file("busier.json", busier));
	expect(wrong.status).toBe(1);
	expect(wrong.stdout).toMatch(/Redis commands .*more than 25 %/);
	expect(wrong.stdout.match(/more than/g)).toHaveLength(1);
});
