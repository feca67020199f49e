import fc from "fast-check";
import { expect, test } from "vitest";
import { findOrder, type History } from "../../stack/rehearsal/checker/order.ts";
import { after, empty, type State, type Step } from "../../stack/rehearsal/checker/seat.ts";

const acts = ["take", "take", "confirm", "extend", "release", "cancel", "full", "look"] as const;
const never = Number.POSITIVE_INFINITY;
const claims = 3;

const step = fc
	.record({
		act: fc.constantFrom<Step["act"]>(...acts),
		claim: fc.nat(claims - 1),
		from: fc.nat(20),
		lasts: fc.oneof({ weight: 5, arbitrary: fc.nat(12) }, fc.constant(never)),
		isSure: fc.boolean(),
		until: fc.oneof(fc.nat(30), fc.constant(never)),
		fits: fc.nat(31),
	})
	.map(({ lasts, isSure, ...rest }): Step => {
		const isKnown = isSure || lasts < never;
		return { ...rest, to: isKnown ? rest.from + lasts : never, isSure: isKnown, says: "" };
	});

const history = fc
	.record({
		steps: fc.array(step, { maxLength: 7 }),
		seats: fc.integer({ min: 1, max: 2 }),
		toleranceMs: fc.nat(3),
		isStretchable: fc.array(fc.boolean(), { minLength: claims, maxLength: claims }),
	})
	.map(({ steps, ...rest }): History => {
		const sorted = [...steps].sort((a, b) => a.from - b.from);
		return { ...rest, slot: "", claims, steps: sorted };
	});

/** Every order, one after another, without any thought. */
function isExplained(history: History, left: Step[], state: State): boolean {
	if (left.every(({ isSure }) => !isSure)) return true;
	return left.some(
		(next) =>
			left.every(({ to }) => to >= next.from) &&
			after(next, state, history).some((then) =>
				isExplained(
					history,
					left.filter((each) => each !== next),
					then,
				),
			),
	);
}

test("and only there: with every order tried, the answer is the same", () => {
	const seen = { explained: 0, contradictory: 0, undecided: 0 };
	fc.assert(
		fc.property(history, (each) => {
			const { is } = findOrder(each, 100_000);
			seen[is]++;
			expect(is === "explained").toBe(isExplained(each, each.steps, empty(claims)));
		}),
		{ numRuns: 20_000 },
	);
	expect(seen.undecided).toBe(0);
	expect(Math.min(seen.explained, seen.contradictory)).toBeGreaterThan(1_000);
});

test("one that takes more choices than it may is undecided, and no answer is made up", () => {
	const steps = Array.from(
		{ length: 24 },
		(_, i): Step => ({
			act: "take",
			claim: i,
			from: 0,
			to: 10,
			isSure: true,
			until: never,
			fits: 0,
			says: "",
		}),
	);
	const many: History = { slot: "", claims: 24, seats: 23, toleranceMs: 0, isStretchable: [], steps };
	expect(findOrder(many, 20_000).is).toBe("undecided");
	expect(findOrder({ ...many, seats: 24 }, 20_000).is).toBe("explained");
});
