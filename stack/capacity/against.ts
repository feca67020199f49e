import type { Run } from "../rehearsal/run.ts";
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

export const isOff = ({ off }: Foretold) => Math.abs(off) > tolerance;
