import type { Story } from "../claims.ts";
import { count, type Finding } from "../finding.ts";
import { historiesOf } from "../histories.ts";
import { findOrder } from "../order.ts";

/**
 * How many choices are tried for one slot before it is called undecided, which is no better than broken. Fewer once there
 * have been several of those, so that a broken database is known to be so in bounded time.
 */
const bound = (undecided: number) => (undecided < 10 ? 20_000 : 500);

/** Law 5: what happened to each slot can be put into an order that respects real time. */
export function findOrderOfSlots(story: Story): Finding {
	const { rows, toleranceMs } = story;
	const broken: string[] = [];
	const histories = historiesOf(story);
	const crossing = crossingOf(
		story,
		histories.map(({ slot }) => slot),
	);
	let [steps, undecided] = [0, 0];
	for (const history of histories) {
		const seats = rows.measures.get(teacherOf(history.slot))?.seats;
		steps += history.steps.length;
		if (seats === undefined || crossing.has(history.slot)) {
			broken.push(
				`${history.slot} could not be decided: ${seats ? "it overlaps another" : "its seats are not known"}`,
			);
			continue;
		}
		const tries = bound(undecided);
		const { is, stuck } = findOrder({ ...history, seats, toleranceMs }, tries);
		if (is === "undecided") {
			undecided++;
			broken.push(`${history.slot} could not be decided in ${count(tries)} tries`);
		}
		if (is === "contradictory")
			broken.push(`${history.slot} fits no order: ${stuck?.says ?? "nothing can be next"}`);
	}
	return {
		name: "Each slot's calls happened in some order that respects real time",
		looked: `${count(steps)} steps of ${count(story.log.calls.length)} calls on ${count(histories.length)} slots`,
		broken,
	};
}

/** Slots that share time with another of the same teacher: of those, one slot's calls do not say all. */
function crossingOf({ rows }: Story, slots: string[]): Set<string> {
	const crossing = new Set<string>();
	const sorted = [...slots].sort();
	for (const [i, slot] of sorted.entries()) {
		const before = sorted[i - 1] ?? "";
		const span = rows.measures.get(teacherOf(slot))?.spanMs ?? 0;
		if (teacherOf(before) !== teacherOf(slot) || startOf(slot) - startOf(before) >= span) continue;
		crossing.add(slot).add(before);
	}
	return crossing;
}

const teacherOf = (slot: string) => slot.split(" ")[0] as string;
const startOf = (slot: string) => Date.parse(slot.split(" ")[1] ?? "");
