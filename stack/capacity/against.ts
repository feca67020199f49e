import type { Run } from "../rehearsal/run.ts";
import { courseOf } from "./course.ts";
import { predict } from "./predict.ts";
import { rehearsedScenario } from "./scenario.ts";
import { sum } from "./spread.ts";

/** One figure as one run predicts it of another, as it was seen there, and by what share it is off. */
export type Foretold = { what: string; predicted: number; seen: number; off: number };

/** By how much a prediction may be off. */
export const tolerance = 0.25;

/** What a run says beforehand of another, of other people and times, beside what was seen there. */
export function foretell(from: Run, against: Run): Foretold[] {
	const load = predict(from, rehearsedScenario(against));
	const { tiers } = against;
	const requests = (routes: Record<string, { requests: number }>) =>
		sum(Object.values(routes).map((route) => route.requests));
	const all = (counts: Record<string, number>) => sum(Object.values(counts));
	const figures: [string, number, number][] = [
		["Edge requests", all(load.edge), requests(tiers.edge)],
		["Origin requests", all(load.origin), requests(tiers.origin)],
		["Database statements", all(load.statements), tiers.database.calls],
		["Redis commands", load.commands, tiers.redis.commands],
		["Connections to the database", load.connections, against.connections_max],
		["Megabytes sent", load.bytes / 1e6, sum(Object.values(tiers.edge).map(({ bytes }) => bytes)) / 1e6],
		["CPU seconds of the edge", load.cpu.edge, tiers.cpuSeconds.edge ?? 0],
		["CPU seconds of the instances", load.cpu.instances, tiers.cpuSeconds.instances ?? 0],
		["CPU seconds of the database", load.cpu.database, tiers.cpuSeconds.database ?? 0],
	];
	return figures.map(([what, predicted, seen]) => ({
		...{ what, predicted, seen },
		off: seen === 0 ? (predicted === 0 ? 0 : Number.POSITIVE_INFINITY) : predicted / seen - 1,
	}));
}

/**
 * When all was sold, in seconds from the bell, as predicted and as seen; null where it was not. It is luck when the last
 * seats go, and until then everybody waits: what is off by that is off at the edge.
 */
export function soldOutAt(against: Run): { predicted: number | null; seen: number | null } {
	const { from, freeSeats } = against.series;
	const first = freeSeats.findLastIndex((free) => free !== null && free > 0) + 1;
	return {
		predicted: courseOf(rehearsedScenario(against)).soldOutAt,
		seen: freeSeats[first] === 0 ? from + first : null,
	};
}

export const isOff = ({ off }: Foretold) => Math.abs(off) > tolerance;
