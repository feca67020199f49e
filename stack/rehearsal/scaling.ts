import { inUnit, many } from "./report/words.ts";
import type { Run } from "./run.ts";

/** The same opening with so many instances. Shares of CPU are from the bell until all was sold. */
export type Size = {
	instances: number;
	/** Bookings a second until nine of ten times were sold; null where they never were. */
	booked: number | null;
	/** Requests a second in the busiest minute: at the edge, and at the instances. */
	edge: number;
	origin: number;
	/** In ms; null where nothing was asked. */
	apiP95: number | null;
	/** What each instance used of one core, and all of the rehearsal and of others of the machine. */
	each: number;
	busy: number;
	/** What stood out of all that was not an instance, with its share of the machine. */
	most: [who: string, share: number];
	isSaturated: boolean;
	/** In how many of all seconds the machine was full. */
	full: [seconds: number, ofAll: number];
	saturation: string;
	cores: number;
};

/** Rehearsals that differ in nothing but the number of instances, in that order, and one sentence on what bound them. */
export function scalingOf(runs: Run[]): { sizes: Size[]; says: string } {
	const sizes = runs.map(sizeOf).toSorted((a, b) => a.instances - b.instances);
	const [first, last] = [sizes[0], sizes.at(-1)];
	return {
		sizes,
		says: first && last && first !== last ? verdict(first, last) : "There is nothing to compare.",
	};
}

function sizeOf({ options, series, edge_rps, origin_rps, latency, saturation, machine, seats }: Run): Size {
	const { instances } = options;
	const { cpu, isSaturated, says, fullSeconds, seconds } = saturation;
	const goal = 0.9 * seats;
	const after = series.from + series.booked.findIndex((booked) => booked >= goal);
	const others = Object.entries(cpu).filter(([who]) => who !== "instances");
	return {
		...{ instances, isSaturated, full: [fullSeconds, seconds], saturation: says, cores: machine.cores },
		booked: series.booked.some((booked) => booked >= goal) && after > 0 ? goal / after : null,
		...{ edge: edge_rps, origin: origin_rps, apiP95: latency.API?.p95 ?? null },
		each: ((cpu.instances ?? 0) * machine.cores) / instances,
		busy: Object.values(cpu).reduce((sum, share) => sum + share, 0),
		most: others.toSorted(([, a], [, b]) => b - a)[0] ?? ["nobody", 0],
	};
}

/** Less is what two runs on one machine differ by themselves. */
const worthwhile = 1.15;

function verdict(first: Size, last: Size): string {
	const [few, more] = [many(first.instances, "instance"), many(last.instances, "instance")];
	if (first.booked === null || last.booked === null)
		return `Not all was sold, so that ${few} and ${more} cannot be compared: ask for more people, or fewer times.`;
	const times = last.booked / first.booked;
	const grew = `With ${more} people booked ×${times.toFixed(2)} of what they did with ${few}, at ×${(last.instances / first.instances).toFixed(0)} the instances.`;
	if (times >= worthwhile)
		return `${grew} So it was the instances that bound it, and another one is worth its cost.`;
	const [who, share] = last.most;
	const room = `its ${many(last.cores, "core was", "cores were")} ${inUnit(last.busy, "share")} busy`;
	if (last.isSaturated)
		return `${grew} In ${last.full[0]} of ${many(last.full[1], "second")} the machine bound it: over all of them ${room}, ${inUnit((last.each * last.instances) / last.cores, "share")} by the instances and ${inUnit(share, "share")} by the ${who}. Instances on this machine share what is left of it; on machines of their own each brings its own. In the other seconds it was how fast people were let in, chose and typed.`;
	return `${grew} What bound it was neither the machine (${room}) nor the instances (each used ${inUnit(last.each, "share")} of a core), but how fast people were let in, chose and typed: ask for more people in as many minutes to press it harder.`;
}
