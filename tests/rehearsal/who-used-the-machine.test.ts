import { expect, test } from "vitest";
import { saturationOf } from "../../stack/rehearsal/saturation.ts";
import { stretches } from "../../stack/rehearsal/stretches.ts";
import type { Look } from "../../stack/rehearsal/watch.ts";

type Used = { busy: number; cpu: Record<string, number> };

/** Ten seconds of two cores each. */
function looks(...all: Used[]): Look[] {
	let look = {
		at: 0,
		cpu: { instances: 100, database: 50 } as Record<string, number>,
		busy: 500,
		all: 1_000,
	};
	const seen = [look];
	for (const { busy, cpu } of all) {
		const used = Object.fromEntries(
			Object.entries(look.cpu).map(([who, seconds]) => [who, seconds + (cpu[who] ?? 0)]),
		);
		look = { at: look.at + 10_000, cpu: used, busy: look.busy + busy, all: look.all + 20 };
		seen.push(look);
	}
	return seen as unknown as Look[];
}
const late = (p99: number) => ({ count: 1, p50: 1, p90: 1, p95: 1, p99, p999: p99, max: 2 * p99 });
/** The crowd uses as much each second. */
const of = (used: Used[], { generator = 2, p99 = 5, instances = 2 } = {}) =>
	saturationOf({
		stretches: stretches(looks(...used)),
		crowd: [
			{ at: -5_000, cpuSeconds: 3 },
			{ at: 95_000, cpuSeconds: 3 + 10 * generator },
		],
		...{ late: late(p99), cores: 2, instances },
	});

test("what each has used between two looks is its share of all cores, and what nobody of ours used is somebody else's", () => {
	const { cpu, isSaturated, lateP99, lateMax, says } = of([{ busy: 10, cpu: { instances: 4, database: 1 } }]);
	expect(Object.fromEntries(Object.entries(cpu).map(([who, share]) => [who, share.toFixed(3)]))).toEqual({
		...{ generator: "0.100", instances: "0.200", database: "0.050", other: "0.150" },
	});
	expect({ isSaturated, lateP99, lateMax }).toEqual({ isSaturated: false, lateP99: 5, lateMax: 10 });
	expect(says).toBe(
		"The machine was 50 % busy, most of it by the instances (20 %): each instance used 20 % of a core, all of Firstbell 25 % of the machine.",
	);
});

test("seconds in which nearly all was busy are counted, and what more would bring is said by them alone", () => {
	const calm = { busy: 6, cpu: { instances: 1, database: 1 } };
	const full = { busy: 19, cpu: { instances: 10, database: 3 } };
	const seen = of([calm, full, calm], { generator: 4 });
	expect(seen).toMatchObject({ isSaturated: true, seconds: 30, fullSeconds: 10 });
	expect(seen.says).toContain("was 52 % busy");
	expect(seen.says).toContain(
		"full in 10 of 30 seconds, most of it by the instances (50 %), and then it was the limit: one more core would bear about 50 % more",
	);
	expect(seen.says).toContain("another instance nothing, since each used 50 % of a core");
	const nearly = of([{ busy: 18, cpu: {} }]);
	expect(nearly, "nine tenths are not all").toMatchObject({ isSaturated: false, fullSeconds: 0 });
});

test("one instance that fills a core would be helped by another", () => {
	const { says } = of([{ busy: 19, cpu: { instances: 9 } }], { instances: 1 });
	expect(says).toContain("another instance as many as one core can");
});

test("a crowd that is late itself measured itself, whatever the cores say", () => {
	const { isSaturated, says } = of([{ busy: 4, cpu: {} }], { p99: 51 });
	expect(isSaturated).toBe(true);
	expect(says).toContain("the crowd was up to 51 ms late");
	expect(says).not.toContain("it was the limit");
	expect(of([{ busy: 4, cpu: {} }], { p99: 50 }).isSaturated).toBe(false);
});

test("where nothing was seen nothing is claimed", () => {
	const { cpu, isSaturated, says } = of([], { p99: 80 });
	expect({ cpu, isSaturated }).toEqual({ cpu: {}, isSaturated: false });
	expect(says).toBe("Who used the processor is not known on this system.");
});
