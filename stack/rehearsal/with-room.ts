import { quantile } from "../quantile.ts";
import type { Second } from "./families/meter.ts";
import type { Latency } from "./run.ts";
import { isFull, mostLateMs, type Stretch } from "./stretches.ts";

type Window = { from: number; until: number };

/**
 * How long answers took that met no full machine, no crowd that was late itself, and no fault on their way: `API` and
 * `page`, in ms. An answer was on its way from when it was due until the end of the second in which it was heard; what
 * waited out a full second is left out with it.
 */
export function latencyWithRoom(
	seconds: Second[],
	stretches: Stretch[],
	faults: Window[],
): Record<string, Latency> {
	const late = seconds
		.filter(({ lateP99 }) => (lateP99 ?? 0) > mostLateMs)
		.map(({ at }) => ({ from: at - 1_000, until: at }));
	const hard: Window[] = [...stretches.filter(isFull), ...late, ...faults];
	const had = (kind: "api" | "page") =>
		seconds.flatMap(({ at, took }) => {
			// The last that ended before this second did: whoever was due since then met none.
			const near = hard.filter(({ from }) => from < at);
			const since = Math.max(Number.NEGATIVE_INFINITY, ...near.map(({ until }) => until));
			return took[kind].filter((ms) => at - 1_000 - ms >= since);
		});
	return Object.fromEntries(
		[["API", had("api")] as const, ["page", had("page")] as const]
			.filter(([, all]) => all.length > 0)
			.map(([name, all]) => [name, spread(all)]),
	);
}

function spread(all: number[]): Latency {
	const at = (share: number) => quantile(all, share);
	return {
		...{ count: all.length, p50: at(0.5), p90: at(0.9), p95: at(0.95) },
		...{ p99: at(0.99), p999: at(0.999), max: at(1) },
	};
}
