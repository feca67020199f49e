import { describe, expect, test } from "vitest";
import { onlyBusy } from "../../stack/rehearsal/faults/disk-full.ts";
import { doable } from "../../stack/rehearsal/faults/doable.ts";
import { resumed } from "../../stack/rehearsal/faults/failover.ts";
import { shed, stayed } from "../../stack/rehearsal/faults/pool-exhausted.ts";
import type { Look } from "../../stack/rehearsal/watch.ts";
import { call, happened, seen } from "./support/witnessed.ts";

const { from, whole, until } = happened();
const time = { from, whole, until };

describe("after a failover", () => {
	const calls = [call(9_900), call(12_100, 409), call(12_300, 503), call(12_450)];

	test("the first yes of the new primary counts, and neither refusals nor what was said before", () => {
		expect(resumed(time, seen({ calls }))).toEqual({
			kept: true,
			figure: "the first write was confirmed 2.5 s after it began, 0.5 s after the standby took over",
		});
	});

	test.each([
		["only refusals", calls.slice(0, 3)],
		["a yes that came too late", [call(16_000)]],
	])("%s is not what one expects", (_what, some) => {
		expect(resumed(time, seen({ calls: some })).kept).toBe(false);
	});
});

describe("where the pool is exhausted", () => {
	const tapped = { answers: { 201: 20, 409: 4, 503: 90 }, wordless: 0, p95: 2_100 };

	test("some are served, and the others are sent away with a word of when to come again", () => {
		expect(shed(tapped)).toEqual({
			kept: true,
			figure:
				"of 114 taps next door 24 were answered, the p95 after 2100 ms, and 90 sent away, 0 of them without Retry-After; 0 met with anything else",
		});
	});

	test.each([
		["nobody was sent away, so that it was not exhausted", { ...tapped, answers: { 201: 20 } }],
		["nobody was served", { ...tapped, answers: { 503: 90 } }],
		["somebody was not told when to come again", { ...tapped, wordless: 1 }],
		["somebody met with an error", { ...tapped, answers: { ...tapped.answers, 500: 1 } }],
		["a line broke", { ...tapped, answers: { ...tapped.answers, 0: 1 } }],
	])("it is not what one expects where %s", (_what, changed) => {
		expect(shed(changed).kept).toBe(false);
	});

	const took = (sent: number, ms: number) => call(sent, 201, { heard: sent + ms });
	const look = (at: number, queue: number) => ({ at, queue }) as Look;
	const before = took(5_000, 400);

	test.each([
		["a short queue, and answers after two seconds", [before, took(11_000, 2_000)], 3, true],
		[
			"a queue of all that two instances and their watches may have open",
			[before, took(11_000, 2_000)],
			24,
			true,
		],
		["a queue longer than that", [before, took(11_000, 2_000)], 25, false],
		["answers after five seconds", [before, took(11_000, 5_000)], 3, false],
		["answers after four seconds where a moment was usual", [before, took(11_000, 4_000)], 3, false],
		["answers after five seconds where two were usual", [took(5_000, 2_000), took(11_000, 5_000)], 3, true],
		["answers after six seconds where two were usual", [took(5_000, 2_000), took(11_000, 6_000)], 3, false],
		["answers after three seconds where nobody had called before", [took(11_000, 3_000)], 3, true],
		["answers after four seconds where nobody had called before", [took(11_000, 4_000)], 3, false],
		["no answer at all", [before, call(11_000, 503)], 3, false],
	])("%s", (_what, calls, queue, kept) => {
		const looks = [look(9_000, 99), look(11_000, queue), look(16_000, 99)];
		expect(stayed(time, seen({ calls, looks }), 2).kept).toBe(kept);
	});

	test("how long it took is told beside how long it took before", () => {
		const { figure } = stayed(time, seen({ calls: [before, took(11_000, 2_000)] }), 2);
		expect(figure).toContain(
			"the families' p95 was 2000 ms of 3800 that may be, 5.0 times that of the ten seconds before",
		);
	});
});

test.each([
	["503 alone", [call(11_000, 503), call(11_500)], true],
	["503, and lines that people lost themselves", [call(11_000, 503), call(11_200, 0)], true],
	["nothing at all", [call(11_000)], false],
	["503 before it only", [call(9_000, 503), call(11_000)], false],
	["an error as well", [call(11_000, 503), call(12_000, 500)], false],
	["an answer of the load balancer's own", [call(11_000, 503), call(12_000, 502)], false],
])("a full disk that shows %s", (_what, calls, kept) => {
	expect(onlyBusy(time, seen({ calls })).kept).toBe(kept);
});

test("what cannot be done on this machine is left out and said, and the rest is done", () => {
	const faults = { one: {}, two: { missing: () => "it has no disk" }, three: { missing: () => undefined } };
	expect(doable(["one", "two", "three"], faults)).toEqual({
		names: ["one", "three"],
		notes: ["Not looked at: two, since it has no disk."],
	});
});
