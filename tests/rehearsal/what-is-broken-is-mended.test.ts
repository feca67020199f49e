import { expect, test, vi } from "vitest";
import type { Breakage } from "../../stack/rehearsal/faults/breakage.ts";
import { breakages } from "../../stack/rehearsal/faults/faults.ts";
import { breakThings, planned } from "../../stack/rehearsal/faults/timeline.ts";
import { breakage, noRig, sceneAt } from "./support/witnessed.ts";

const over = new AbortController().signal;

/** Breaks them at once, as if the bell had rung some seconds ago. */
const broken = (plan: Breakage[], signal = over, told: (name: string | null) => void = () => {}) =>
	breakThings({ rig: noRig, plan, scene: sceneAt(Date.now() - 60_000), signal, told });

const short = { seconds: 0.05, feltFor: 0 };

test("what could not be broken is mended all the same, and says why it is not kept", async () => {
	const end = vi.fn(async () => {});
	const begin = () => Promise.reject(new Error("no such server"));
	const [one] = await broken([breakage({ ...short, begin, end })]);
	expect(end).toHaveBeenCalledOnce();
	expect(one?.evidence).toEqual([{ kept: false, figure: "it did not begin: no such server" }]);
});

test("what could not be mended is not kept", async () => {
	const end = () => Promise.reject(new Error("it would not start"));
	const [one] = await broken([breakage({ ...short, end })]);
	expect(one?.evidence).toEqual([{ kept: false, figure: "it was not mended: it would not start" }]);
});

test("when all is over what is broken is mended at once, and what has not begun does not happen", async () => {
	const going = new AbortController();
	const end = vi.fn(async () => {});
	const [begin, told] = [vi.fn(async () => {}), vi.fn()];
	const happening = broken(
		[breakage({ seconds: 60, begin: async () => going.abort(), end }), breakage({ name: "Another", begin })],
		going.signal,
		told,
	);
	expect(await happening).toMatchObject([{ breakage: { name: "Something breaks" }, evidence: [] }]);
	expect(end).toHaveBeenCalledOnce();
	expect(begin).not.toHaveBeenCalled();
	expect(told.mock.calls).toEqual([["Something breaks"], [null]]);
});

test("a failover is always followed by the old primary's return, whatever else is asked for", () => {
	const names = planned(["redis-slow", "failover", "pooler-killed"]).map(({ name }) => name);
	expect(names).toEqual([
		breakages["redis-slow"]?.name,
		breakages.failover?.name,
		breakages.failover?.next?.name,
		breakages["pooler-killed"]?.name,
	]);
	expect(names[2]).toContain("old primary");
});

test("what begins before the bell comes first, and then, before what begins after it", async () => {
	const bell = Date.now() + 5_500;
	const begun: [string, number][] = [];
	const one = (name: string, more: Partial<Breakage>) =>
		breakage({ ...short, ...more, name, begin: async () => void begun.push([name, Date.now() - bell]) });
	const going = new AbortController();
	const happening = breakThings({
		...{ rig: noRig, plan: [one("early", { beforeBell: 5 }), one("late", {})], scene: sceneAt(bell) },
		...{ signal: going.signal, told: (name) => name === "late" && setTimeout(() => going.abort(), 100) },
	});
	await happening;
	expect(begun.map(([name]) => name)).toEqual(["early", "late"]);
	expect(begun[0]?.[1]).toBeGreaterThanOrEqual(-5_000);
	expect(begun[0]?.[1]).toBeLessThan(0);
	expect(begun[1]?.[1]).toBeGreaterThan(0);
	expect(planned(["redis-slow", "clock-early"]).map(({ name }) => name)[0]).toBe(
		breakages["clock-early"]?.name,
	);
});
