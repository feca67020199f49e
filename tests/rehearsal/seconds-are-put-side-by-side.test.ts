import { expect, test } from "vitest";
import type { Tick } from "../../stack/rehearsal/families/families.ts";
import { busiestMinute, seriesOf } from "../../stack/rehearsal/series.ts";
import type { Look } from "../../stack/rehearsal/watch.ts";

const tick = (at: number, come: number, more: Partial<Tick> = {}): Tick => ({
	...{ come, waiting: come, inside: 0, booked: 0, freeSeats: null, cpuSeconds: 0 },
	second: {
		...{ at, requests: 5, failed: 1, apiP50: 1, apiP95: 2, apiP99: 3, pageP95: 4, lateP99: 0.5 },
		took: { api: [], page: [] },
	},
	...more,
});
const look = (at: number, connections: number) =>
	({ at, connections, queue: 1, origin: 9, cpu: {}, busy: at / 2_000, all: at / 500 }) as unknown as Look;

test("the busiest minute is the highest mean of sixty seconds that follow each other", () => {
	const calm = Array.from({ length: 200 }, () => 1);
	expect(busiestMinute(calm)).toBe(1);
	const burst = calm.map((each, i) => (i >= 100 && i < 130 ? 11 : each));
	expect(busiestMinute(burst)).toBe((30 * 11 + 30) / 60);
	// Two bursts that no minute holds together are not added up.
	expect(busiestMinute(burst.map((each, i) => (i < 10 ? 11 : each)))).toBe((30 * 11 + 30) / 60);
});

test("of less than a minute it is the mean of all, and of nothing nothing", () => {
	expect(busiestMinute([2, 4])).toBe(3);
	expect(busiestMinute([])).toBe(0);
});

test("every second has what was seen in it, from the first on, beside the seconds from the bell", () => {
	const series = seriesOf({
		ticks: [tick(100_990, 3), tick(101_995, 7, { freeSeats: 9, booked: 2, inside: 1 })],
		looks: [look(100_400, 12), look(101_400, 14)],
		...{ edge: [40, 50], origin: [4, 5], opensAt: 103_000, from: 100_300 },
	});
	expect(series).toEqual({
		...{ from: -3, arrivals: [3, 4], waiting: [3, 7], inside: [0, 1], booked: [0, 2], freeSeats: [null, 9] },
		...{ edge: [40, 50], origin: [4, 5], failed: [1, 1], apiP50: [1, 1], apiP95: [2, 2], apiP99: [3, 3] },
		...{ pageP95: [4, 4], connections: [12, 14], queue: [1, 1], busy: [null, 0.25], lateP99: [0.5, 0.5] },
	});
});

test("a second that a late timer skipped has what stood before it, and one before the first has nothing", () => {
	const { booked, apiP95, connections, arrivals } = seriesOf({
		ticks: [tick(101_990, 5, { booked: 4 }), tick(103_990, 6, { booked: 9 })],
		looks: [look(102_100, 7)],
		...{ edge: [0, 0, 0, 0], origin: [0, 0, 0, 0], opensAt: 100_000, from: 100_000 },
	});
	expect(booked).toEqual([0, 4, 4, 9]);
	expect(arrivals).toEqual([0, 5, 0, 1]);
	expect(apiP95).toEqual([null, 2, 2, 2]);
	expect(connections).toEqual([0, 0, 7, 7]);
});
