import { expect, test } from "vitest";
import { saturationOf } from "../../stack/rehearsal/saturation.ts";
import type { Look } from "../../stack/rehearsal/watch.ts";

type Used = { busy: number; cpu: Record<string, number> };

/** Ten seconds of two cores. */
const looks = ({ busy, cpu }: Used) =>
	[
		{ cpu: { instances: 100, database: 50 }, busy: 500, all: 1_000 },
		{
			cpu: { instances: 100 + (cpu.instances ?? 0), database: 50 + (cpu.database ?? 0) },
			busy: 500 + busy,
			all: 1_020,
		},
	] as unknown as Look[];
const late = (p99: number) => ({ count: 1, p50: 1, p90: 1, p95: 1, p99, p999: p99, max: 2 * p99 });
const of = (used: Used, generator = 2, p99 = 5) =>
	saturationOf({ looks: looks(used), generator, late: late(p99), cores: 2, instances: 2 });

test("what each has used between two looks is its share of all cores, and what nobody of ours used is somebody else's", () => {
	const { cpu, isSaturated, lateP99, lateMax, says } = of({ busy: 10, cpu: { instances: 4, database: 1 } });
	expect(cpu).toEqual({ generator: 0.1, instances: 0.2, database: 0.05, other: 0.15 });
	expect({ isSaturated, lateP99, lateMax }).toEqual({ isSaturated: false, lateP99: 5, lateMax: 10 });
	expect(says).toContain(
		"50 % busy, most of it by the instances (20 %). There was more to be had: each instance used 20 %",
	);
});

test("a machine that is nearly all busy was the limit, and it is said what more of it would bring", () => {
	const { isSaturated, says } = of({ busy: 19, cpu: { instances: 10, database: 3 } }, 4);
	expect(isSaturated).toBe(true);
	expect(says).toContain("It was the limit: one more core would bear about 50 % more people");
	expect(says).toContain("another instance nothing, since each used 50 % of a core");
	expect(of({ busy: 17, cpu: {} }).isSaturated, "at 85 % it is not").toBe(false);
});

test("one instance that fills a core would be helped by another", () => {
	const seen = { looks: looks({ busy: 19, cpu: { instances: 9 } }), generator: 2, late: late(5), cores: 2 };
	expect(saturationOf({ ...seen, instances: 1 }).says).toContain("another instance as many as one core can");
});

test("a crowd that is late itself measured itself, whatever the cores say", () => {
	const { isSaturated, says } = of({ busy: 4, cpu: {} }, 2, 51);
	expect(isSaturated).toBe(true);
	expect(says).toContain("the crowd was up to 51 ms late");
	expect(says).not.toContain("It was the limit");
	expect(of({ busy: 4, cpu: {} }, 2, 50).isSaturated).toBe(false);
});

test("where nothing was seen nothing is claimed", () => {
	const { cpu, isSaturated, says } = saturationOf({
		looks: [],
		generator: 3,
		late: late(80),
		cores: 2,
		instances: 2,
	});
	expect({ cpu, isSaturated }).toEqual({ cpu: {}, isSaturated: false });
	expect(says).toBe("Who used the processor is not known on this system.");
});
