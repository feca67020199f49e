import { expect, test } from "vitest";
import type { Breakage, Happened, Witnessed } from "../../stack/rehearsal/faults/breakage.ts";
import { judgeFaults } from "../../stack/rehearsal/faults/judge.ts";
import type { Fault } from "../../stack/rehearsal/run.ts";
import { breakage, call, happened, noRig, second, seen } from "./support/witnessed.ts";

const judged = async (one: Partial<Happened>, witnessed: Partial<Witnessed> = {}): Promise<Fault> => {
	const each = happened(one);
	const [row] = await judgeFaults(noRig, [each.breakage], [each], seen(witnessed));
	return row as Fault;
};

test("it is kept where people called meanwhile and all that failed was answered by its key later", async () => {
	const again = { key: "asked twice" };
	const row = await judged(
		{},
		{
			calls: [call(11_000, 503, again), call(11_500, 0, again), call(13_000, 201, again)],
			seconds: [second(11_000, 2), second(12_000), second(20_000)],
		},
	);
	expect(row).toMatchObject({ kept: true, from: 10, until: 15 });
	expect(row.figure).toContain("3 calls in its time");
	expect(row.figure).toContain("2 went unanswered or met with 5xx, and 1 of 1 keys got their answer later");
});

test.each<[what: string, witnessed: Partial<Witnessed>]>([
	["nobody called while it lasted", { calls: [call(9_000), call(16_000)] }],
	["a key was never answered", { calls: [call(11_000, 503)] }],
	["a key was answered with nothing but failures", { calls: [call(11_000, 0), call(17_000, 500)] }],
	["something failed when it could not be felt any more", { seconds: [second(17_000, 1)] }],
])("it is broken where %s", async (_what, witnessed) => {
	expect((await judged({}, witnessed)).kept).toBe(false);
});

test("where things failed before anything was broken, as many may fail after it, and no more", async () => {
	const before = [second(5_000, 1), second(6_000), second(7_000, 2)];
	const after = (failed: number) => ({ seconds: [...before, second(11_000, 9), second(17_000, failed)] });
	expect(await judged({}, after(1))).toMatchObject({
		kept: true,
		figure: expect.stringContaining("1 failures after it (10.0 %, and 10.0 % before anything was broken)"),
	});
	expect((await judged({}, after(2))).kept).toBe(false);
});

test("what fails after the next one began is not held against it", async () => {
	const [first, next] = [happened(), happened({ from: 19_000, whole: 20_000, until: 25_000 })];
	const plan = [first.breakage, next.breakage];
	const witnessed = seen({ calls: [call(11_000), call(20_000)], seconds: [second(19_500, 3)] });
	const rows = await judgeFaults(noRig, plan, [first, next], witnessed);
	expect(rows.map(({ kept }) => kept)).toEqual([true, true]);
});

test.each([true, false])("what it is expected to show beyond that counts as well: %s", async (kept) => {
	const shown = await judged({ evidence: [{ kept, figure: "it was seen so" }] });
	expect(shown).toMatchObject({ kept, figure: expect.stringMatching(/^it was seen so; 1 calls/) });
	const looked = await judged({ breakage: breakage({ look: () => ({ kept, figure: "one sees it" }) }) });
	expect(looked).toMatchObject({ kept, figure: expect.stringMatching(/^one sees it; 1 calls/) });
});

test("what was planned and did not come to pass is not kept, and says so", async () => {
	const plan: Breakage[] = [breakage(), breakage({ name: "Another" })];
	const rows = await judgeFaults(noRig, plan, [happened()], seen());
	expect(rows.map(({ name, kept }) => [name, kept])).toEqual([
		["Something breaks", true],
		["Another", false],
	]);
	expect(rows[1]).toMatchObject({ from: null, until: null, figure: expect.stringContaining("come to pass") });
});
