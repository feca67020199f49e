import { isForMachines } from "../api/internal.ts";
import { bucketsMs } from "../tally.ts";
import type { Buckets, Traffic } from "./schema.ts";

export const noTraffic = (): Traffic => ({
	answered: 0,
	failed: 0,
	routes: {},
	pool: noBuckets(),
	queue: 0,
	shed: 0,
	database: {},
	copies: { near: 0, awaited: 0, redis: 0, source: 0 },
	lost: 0,
});

export const noBuckets = (): Buckets => bucketsMs.map(() => 0);

/** Whether an outcome is our fault, and not a "no" that was meant. */
export const isFailure = (outcome: string): boolean => /^(BUSY0|BUG00|5\d\d)$/.test(outcome);

/** What instances counted in a minute, from the names under which they did (lib/tally.ts). */
export function readTraffic(counts: Record<string, unknown>): Traffic {
	const traffic = noTraffic();
	for (const [name, value] of Object.entries(counts)) {
		const [kind, ...rest] = name.split("|");
		put(traffic, kind ?? "", rest, Number(value) || 0);
	}
	return traffic;
}

function put(
	traffic: Traffic,
	kind: string,
	[what = "", outcome = "", bucket = ""]: string[],
	times: number,
) {
	if (kind === "asked") putAsked(traffic, what, outcome, Number(bucket), times);
	else if (kind === "pool") add(traffic.pool, Number(what), times);
	else if (kind === "database") traffic.database[what] = (traffic.database[what] ?? 0) + times;
	else if (kind === "copy" && what in traffic.copies)
		traffic.copies[what as keyof Traffic["copies"]] += times;
	else if (kind === "^queue") traffic.queue = Math.max(traffic.queue, times);
	else if (kind === "shed" || kind === "lost") traffic[kind] += times;
}

function putAsked(traffic: Traffic, name: string, outcome: string, bucket: number, times: number): void {
	const route = traffic.routes[name] ?? { outcomes: {}, took: noBuckets() };
	traffic.routes[name] = route;
	route.outcomes[outcome] = (route.outcomes[outcome] ?? 0) + times;
	add(route.took, bucket, times);
	if (isForMachines(name)) return;
	traffic.answered += times;
	if (isFailure(outcome)) traffic.failed += times;
}

function add(buckets: Buckets, at: number, times: number): void {
	if (at in buckets) buckets[at] = (buckets[at] ?? 0) + times;
}
