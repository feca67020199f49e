import { expect, test } from "vitest";
import type { Second } from "../../stack/rehearsal/families/meter.ts";
import type { Stretch } from "../../stack/rehearsal/stretches.ts";
import { latencyWithRoom } from "../../stack/rehearsal/with-room.ts";
import { second } from "./support/witnessed.ts";

/** A second that ends then, with answers that took so long. */
const heard = (at: number, ...api: number[]): Second => ({ ...second(at), took: { api, page: [] } });
const stretch = (until: number, share: number): Stretch => ({
	...{ from: until - 1_000, until, used: {}, busy: share, all: 1, share },
});
const seconds = [heard(1_000, 10), heard(2_000, 900), heard(3_000, 700, 20), heard(4_000, 30, 1_500)];
const api = (stretches: Stretch[], faults: { from: number; until: number }[] = []) => {
	const { API } = latencyWithRoom(seconds, stretches, faults);
	return API && [API.count, API.max];
};

test("on a machine that is never full all answers count", () => {
	expect(api([1_000, 2_000, 3_000, 4_000].map((until) => stretch(until, 0.9)))).toEqual([6, 1_500]);
});

test("what was heard in a full second, or waited while there was one, is left out", () => {
	// Of the seconds after it those remain that were due since.
	expect(api([stretch(2_000, 0.95)])).toEqual([2, 30]);
	expect(api([stretch(1_000, 0.95)])).toEqual([4, 1_500]);
});

test("so is what met a fault, and where nothing is left nothing is said", () => {
	expect(api([], [{ from: 1_200, until: 1_900 }])).toEqual([3, 30]);
	expect(api([], [{ from: 0, until: 9_000 }])).toBeUndefined();
});

test("so is what met a crowd that was late itself", () => {
	const late = seconds.map((each) => ({ ...each, lateP99: each.at === 2_000 ? 400 : 50 }));
	const { API } = latencyWithRoom(late, [], []);
	expect(API && [API.count, API.max]).toEqual([2, 30]);
});
