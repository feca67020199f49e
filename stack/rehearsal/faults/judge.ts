import type { Call } from "../call.ts";
import type { Second } from "../families/meter.ts";
import type { Fault } from "../run.ts";
import type { Happened } from "./timeline.ts";

type Seen = { happened: Happened[]; calls: Call[]; seconds: Second[]; opensAt: number };

/**
 * Each fault with what came of it: kept where people called while it lasted, and nothing failed any more once it may no
 * longer be felt until the next. That nothing was lost or doubled is for the checker to say.
 */
export function judgeFaults({ happened, calls, seconds, opensAt }: Seen): Fault[] {
	return happened.map(({ breakage, from, whole, until }, i) => {
		const next = happened[i + 1]?.from ?? Number.POSITIVE_INFINITY;
		const during = calls.filter(({ sent }) => sent >= from && sent < until);
		const unheard = during.filter(isFailed);
		const repeated = new Set(unheard.map(({ key }) => key));
		const mended = new Set(
			calls.filter((call) => repeated.has(call.key) && !isFailed(call)).map(({ key }) => key),
		);
		const lastFailed = lastFailure(seconds, from, until);
		const after = sum(
			seconds.filter(({ at }) => at > until + 1_000 && at < next).map(({ failed }) => failed),
		);
		const well =
			lastFailed === undefined
				? "nothing failed"
				: `the last failure ${words(lastFailed - whole)} it was whole`;
		return {
			name: breakage.name,
			kept: during.length > 0 && after === 0 && mended.size === repeated.size,
			figure:
				`${during.length} calls in its time, ${well}; ${unheard.length} went unanswered or met with 5xx, and ` +
				`${mended.size} of ${repeated.size} keys got their answer later; ${after} failures after it`,
			from: Math.round((from - opensAt) / 100) / 10,
			until: Math.round((until - opensAt) / 100) / 10,
		};
	});
}

export const isFailed = ({ status }: { status: number }) => status === 0 || status >= 500;

function lastFailure(seconds: Second[], from: number, until: number): number | undefined {
	return seconds.findLast(({ at, failed }) => failed > 0 && at >= from && at <= until + 1_000)?.at;
}

const words = (ms: number) =>
	ms <= 0 ? `${(-ms / 1_000).toFixed(1)} s before` : `${(ms / 1_000).toFixed(1)} s after`;
const sum = (values: number[]) => values.reduce((all, each) => all + each, 0);
