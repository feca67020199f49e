import { isForMachines } from "../api/internal.ts";
import { bucketsMs } from "../tally.ts";
import type { Buckets, MinuteCounts, Ops, RouteFigures, Traffic } from "./schema.ts";
import { isFailure, noBuckets, noTraffic } from "./traffic.ts";

/** One minute as it is drawn: people's requests alone. */
export function countsOf(traffic: Traffic): MinuteCounts {
	const routes = figuresOf([traffic]).filter(({ name }) => !isForMachines(name));
	const all = (part: "asked" | "failed" | "refused") => routes.reduce((sum, route) => sum + route[part], 0);
	const took = Object.entries(traffic.routes)
		.filter(([name]) => !isForMachines(name))
		.reduce((sum, [, each]) => added(sum, each.took), noBuckets());
	const [failed, refused] = [all("failed"), all("refused")];
	return { ok: all("asked") - failed - refused, refused, failed, ...speeds(took) };
}

/** Many minutes as one. */
export function sumOf(minutes: Traffic[]): Pick<Ops, "routes" | "copies" | "pool" | "database" | "lost"> {
	const { copies, database } = noTraffic();
	for (const minute of minutes) {
		for (const tier of Object.keys(copies) as (keyof typeof copies)[]) copies[tier] += minute.copies[tier];
		for (const [state, times] of Object.entries(minute.database))
			database[state] = (database[state] ?? 0) + times;
	}
	const waits = minutes.reduce((sum, { pool }) => added(sum, pool), noBuckets());
	return {
		routes: figuresOf(minutes).sort((a, b) => b.asked - a.asked),
		copies,
		database,
		pool: {
			// Within the first of them nobody waited.
			waits: waits.slice(1).reduce((sum, times) => sum + times, 0),
			p95Ms: quantile(waits, 0.95),
			queue: Math.max(0, ...minutes.map(({ queue }) => queue)),
			shed: minutes.reduce((sum, { shed }) => sum + shed, 0),
		},
		lost: minutes.reduce((sum, { lost }) => sum + lost, 0),
	};
}

function figuresOf(minutes: Traffic[]): RouteFigures[] {
	const names = new Set(minutes.flatMap(({ routes }) => Object.keys(routes)));
	return [...names].map((name) => {
		const of = minutes.flatMap(({ routes }) => routes[name] ?? []);
		const noes = new Map<string, number>();
		let asked = 0;
		for (const { outcomes } of of)
			for (const [outcome, times] of Object.entries(outcomes)) {
				asked += times;
				if (outcome !== "ok") noes.set(outcome, (noes.get(outcome) ?? 0) + times);
			}
		const failed = [...noes].reduce((sum, [code, times]) => sum + (isFailure(code) ? times : 0), 0);
		const all = [...noes.values()].reduce((sum, times) => sum + times, 0);
		return {
			name,
			asked,
			failed,
			refused: all - failed,
			...speeds(of.reduce((sum, { took }) => added(sum, took), noBuckets())),
			noes: [...noes].sort(([, a], [, b]) => b - a),
		};
	});
}

const speeds = (took: Buckets) => ({ p50Ms: quantile(took, 0.5), p95Ms: quantile(took, 0.95) });

/** The end of the bucket in which it lies, in milliseconds; of the last, where the one before it ends. 0 of nothing. */
export function quantile(buckets: Buckets, share: number): number {
	const all = buckets.reduce((sum, times) => sum + times, 0);
	if (all === 0) return 0;
	let below = 0;
	const at = buckets.findIndex((times) => {
		below += times;
		return below >= all * share;
	});
	return bucketsMs[Math.min(at, bucketsMs.length - 2)] ?? 0;
}

const added = (a: Buckets, b: Buckets): Buckets => a.map((times, i) => times + (b[i] ?? 0));
