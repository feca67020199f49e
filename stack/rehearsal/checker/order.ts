import { after, empty, type Rules, type State, type Step } from "./seat.ts";

/** What is known of one slot; the steps in the order in which they were sent. */
export type History = Rules & { slot: string; claims: number; steps: Step[] };

/** `stuck`: of what contradicts itself, the step that had to come next where the search got furthest. */
export type Order = { is: "explained" | "contradictory" | "undecided"; stuck: Step | null };

/** A way that far: what has happened, how many of the sure are left, and before what index all has. */
type Way = { state: State; done: Uint8Array; left: number; first: number };

/**
 * Whether the steps can be put into some order in which each is possible, and none comes before another that was over
 * before it was sent: linearizability, after Wing and Gong, with the states that were seen left out, after Lowe. What
 * changes nothing is taken as soon as it fits: who is told "no" costs no choice. Past `bound` choices it is undecided.
 */
export function findOrder(history: History, bound: number): Order {
	const { steps } = history;
	const start: Way = {
		state: empty(history.claims),
		done: new Uint8Array(steps.length),
		left: steps.filter(({ isSure }) => isSure).length,
		first: 0,
	};
	const seen = new Set<string>();
	const ways = [start];
	let furthest = start;
	for (let way = ways.pop(); way; way = ways.pop()) {
		settle(way, history);
		if (way.left === 0) return { is: "explained", stuck: null };
		if (way.left < furthest.left) furthest = way;
		const known = nameOf(way);
		if (seen.has(known)) continue;
		if (seen.size >= bound) return { is: "undecided", stuck: null };
		seen.add(known);
		// The last is tried first: what has to be over soonest.
		const next = soonestFirst(possible(way, steps), steps).reverse();
		for (const i of next) {
			for (const state of after(steps[i] as Step, way.state, history)) {
				const further = { ...way, state, done: way.done.slice() };
				mark(further, i, steps);
				ways.push(further);
			}
		}
	}
	const left = possible(furthest, steps).filter((i) => steps[i]?.isSure);
	return { is: "contradictory", stuck: steps[soonestFirst(left, steps)[0] ?? -1] ?? null };
}

/** Takes all that changes nothing. */
function settle(way: Way, history: History): void {
	for (let again = true; again; ) {
		again = false;
		for (const i of possible(way, history.steps)) {
			const step = history.steps[i] as Step;
			if (step.act === "take" || step.act === "confirm" || step.act === "extend") continue;
			if (after(step, way.state, history)[0] !== way.state) continue;
			mark(way, i, history.steps);
			again = true;
		}
	}
}

/** What may come next: sent before any that has not come yet was over. */
function possible({ done, first }: Way, steps: Step[]): number[] {
	const next: number[] = [];
	let soonest = Number.POSITIVE_INFINITY;
	for (let i = first; i < steps.length; i++) {
		const { from, to } = steps[i] as Step;
		if (from > soonest) break;
		if (done[i]) continue;
		soonest = Math.min(soonest, to);
		next.push(i);
	}
	return next.filter((i) => (steps[i] as Step).from <= soonest);
}

const soonestFirst = (indices: number[], steps: Step[]) =>
	indices.sort((a, b) => Math.sign((steps[a] as Step).to - (steps[b] as Step).to) || a - b);

function mark(way: Way, i: number, steps: Step[]): void {
	way.done[i] = 1;
	if (steps[i]?.isSure) way.left--;
	while (way.done[way.first]) way.first++;
}

/** Two ways that have come to the same are one. */
function nameOf({ done, first, state }: Way): string {
	const last = done.lastIndexOf(1);
	const window = Buffer.from(done.buffer, done.byteOffset + first, Math.max(0, last + 1 - first));
	return `${first} ${window.toString("latin1")} ${Buffer.from(state.status).toString("latin1")}`;
}
