import { expect, test } from "vitest";
import { scalingPage } from "../../stack/rehearsal/report/scaling-page.ts";
import { scalingLines } from "../../stack/rehearsal/report/scaling-table.ts";
import type { Run } from "../../stack/rehearsal/run.ts";
import { scalingOf } from "../../stack/rehearsal/scaling.ts";
import { readPage } from "./support/read-page.ts";
import { sampleRun } from "./support/sample-run.ts";

type Wish = { instances: number; perSecond: number; cpu: Run["saturation"]["cpu"]; isSaturated?: boolean };

/** All is sold at one pace from the bell on. */
function runWith({ instances, perSecond, cpu, isSaturated = false }: Wish): Run {
	const run = sampleRun();
	run.options.instances = instances;
	run.series.booked = run.series.booked.map((_, i) =>
		Math.min(run.seats, Math.max(0, Math.floor((run.series.from + i) * perSecond))),
	);
	const says = `As ${instances} saw it.`;
	Object.assign(run.saturation, { cpu, isSaturated, says, seconds: 90, fullSeconds: isSaturated ? 30 : 0 });
	return run;
}

const busy = (instances: number) => ({ generator: 0.4, instances, database: 0.1 });
const idle = { generator: 0.1, instances: 0.2, database: 0.05 };

test("where the machine is full, it is the machine that bounds it, with whose share is how large", () => {
	const { sizes, says } = scalingOf([
		runWith({ instances: 4, perSecond: 5.2, cpu: busy(0.45), isSaturated: true }),
		runWith({ instances: 1, perSecond: 5, cpu: busy(0.44), isSaturated: true }),
	]);
	expect(sizes.map(({ instances }) => instances)).toEqual([1, 4]);
	expect(sizes[0]).toMatchObject({ booked: 5, each: 0.88 });
	expect(sizes[1]?.each).toBeCloseTo(0.225);
	expect(says).toContain("With 4 instances people booked ×1.03 of what they did with 1 instance, at ×4");
	expect(says).toMatch(
		/In 30 of 90 seconds the machine bound it: over all of them its 2 cores were 95\s% busy, 45\s% by the instances and 40\s% by the generator/,
	);
});

test("where neither is full, it is people themselves", () => {
	const { says } = scalingOf([
		runWith({ instances: 1, perSecond: 5, cpu: idle }),
		runWith({ instances: 2, perSecond: 5, cpu: idle }),
	]);
	expect(says).toMatch(
		/neither the machine \(its 2 cores were 35\s% busy\) nor the instances \(each used 20\s% of a core\)/,
	);
});

test("where more of them sell faster, that is what they are worth", () => {
	const { says } = scalingOf([
		runWith({ instances: 1, perSecond: 5, cpu: busy(0.44), isSaturated: true }),
		runWith({ instances: 2, perSecond: 9, cpu: busy(0.44), isSaturated: true }),
	]);
	expect(says).toContain("×1.80");
	expect(says).toContain("it was the instances that bound it");
});

test("a run that did not sell nine of ten is compared with none", () => {
	const runs = [1, 2].map((instances) => runWith({ instances, perSecond: 1, cpu: idle }));
	const { sizes, says } = scalingOf(runs);
	expect(sizes.map(({ booked }) => booked)).toEqual([null, null]);
	expect(says).toContain("cannot be compared");
	expect(scalingOf(runs.slice(1)).says).toBe("There is nothing to compare.");
});

test("a terminal and a page show the same rows, and a promise that one of them broke", () => {
	const runs = [1, 2, 4].map((instances) => runWith({ instances, perSecond: 5, cpu: idle })) as [
		Run,
		...Run[],
	];
	const lines = scalingLines(scalingOf(runs).sizes);
	expect(lines).toHaveLength(4);
	expect(lines[3]).toMatch(/^4 +5\s\/s .* 10\s% of a core +35\s% of 2$/);
	const page = readPage(scalingPage(runs).markup);
	expect(page.errors).toEqual([]);
	expect(page.textOf("td")).toHaveLength(3 * 6);
	expect(page.text).toContain("As 4 saw it.");
	expect(page.text).toContain("Every promise was kept");
	runs[0].lost = 1;
	expect(readPage(scalingPage(runs).markup).text).toContain("1 confirmed booking was lost");
});
