import fc from "fast-check";
import { expect, test } from "vitest";
import { storyOf } from "../../stack/rehearsal/checker/claims.ts";
import type { Finding } from "../../stack/rehearsal/checker/finding.ts";
import { findAcknowledged } from "../../stack/rehearsal/checker/laws/acknowledged.ts";
import { findBell } from "../../stack/rehearsal/checker/laws/bell.ts";
import { findHolds } from "../../stack/rehearsal/checker/laws/holds.ts";
import { findOrderOfSlots } from "../../stack/rehearsal/checker/laws/order-of-slots.ts";
import { findRepeats } from "../../stack/rehearsal/checker/laws/repeats.ts";
import { readLog } from "../../stack/rehearsal/checker/log.ts";
import { type Simulated, simulate } from "../support/simulated-school.ts";

const school = fc.record({
	seed: fc.integer(),
	people: fc.integer({ min: 1, max: 40 }),
	seats: fc.integer({ min: 1, max: 4 }),
	slots: fc.integer({ min: 1, max: 3 }),
});

const laws = { findAcknowledged, findRepeats, findOrderOfSlots, findBell, findHolds };
function broken({ calls, rows }: Simulated): Record<string, string[]> {
	const story = storyOf(readLog(calls), rows, 0);
	const found = Object.entries(laws).map(([law, find]): [string, Finding] => [law, find(story)]);
	return Object.fromEntries(
		found.filter(([, { broken }]) => broken.length > 0).map(([law, { broken }]) => [law, broken]),
	);
}

test("whatever people do at once, and whatever is lost", () => {
	fc.assert(
		fc.property(school, (wish) => {
			expect(broken(simulate(wish))).toEqual({});
		}),
		{ numRuns: 1_000 },
	);
});
