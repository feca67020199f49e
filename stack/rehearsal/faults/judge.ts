import type { Call } from "../call.ts";
import type { Second } from "../families/meter.ts";
import type { Rig } from "../rig.ts";
import type { Fault } from "../run.ts";
import type { Breakage, Evidence, Happened, Time, Witnessed } from "./breakage.ts";

/**
 * Each fault that was planned with what came of it: kept where people called while it lasted, no more failed once it may
 * no longer be felt, until the next, than without any fault, and it showed what is expected of it beyond that. That
 * nothing was lost or doubled is for the checker to say.
 */
export async function judgeFaults(
	rig: Rig,
	plan: Breakage[],
	happened: Happened[],
	seen: Witnessed,
): Promise<Fault[]> {
	const rows: Fault[] = [];
	const usual = usualShare(happened, seen);
	for (const [i, { breakage, evidence, ...time }] of happened.entries()) {
		const next = happened[i + 1]?.from ?? Number.POSITIVE_INFINITY;
		const looked = breakage.look ? [await breakage.look(rig, time, seen)] : [];
		const all = [...evidence, ...looked, mended({ ...time, next }, usual, seen)];
		rows.push({
			name: breakage.name,
			kept: all.every(({ kept }) => kept),
			figure: all.map(({ figure }) => figure).join("; "),
			from: sinceBell(time.from, seen),
			until: sinceBell(time.until, seen),
		});
	}
	// One after the other, so that those that did not happen are the last.
	return [...rows, ...plan.slice(happened.length).map(missed)];
}

export const isFailed = ({ status }: { status: number }) => status === 0 || status >= 500;

const missed = ({ name }: Breakage): Fault => ({
	...{ name, kept: false, from: null, until: null },
	figure: "it did not come to pass: all was sold before its turn",
});

/**
 * The share of requests that failed before anything was broken: none, unless the machine is too small for the crowd, or
 * others use it as well.
 */
function usualShare([first]: Happened[], { seconds, opensAt }: Witnessed): number {
	return failedShare(seconds.filter(({ at }) => at >= opensAt && at < (first?.from ?? 0)));
}

/** What is expected of every fault. `next` is when the one after it began. */
function mended(
	{ from, whole, until, next }: Time & { next: number },
	usual: number,
	{ calls, seconds }: Witnessed,
): Evidence {
	const during = calls.filter(({ sent }) => sent >= from && sent < until);
	const unheard = during.filter(isFailed);
	const repeated = new Set(unheard.map(({ key }) => key));
	const answered = answeredOf(calls, repeated);
	const lastFailed = lastFailure(seconds, from, until);
	const after = seconds.filter(({ at }) => at > until + 1_000 && at < next);
	const failedAfter = sum(after.map(({ failed }) => failed));
	const well =
		lastFailed === undefined
			? "nothing failed"
			: `the last failure ${words(lastFailed - whole)} it was whole`;
	return {
		kept: during.length > 0 && failedShare(after) <= usual && answered === repeated.size,
		figure:
			`${during.length} calls in its time, ${well}; ${unheard.length} went unanswered or met with 5xx, and ` +
			`${answered} of ${repeated.size} keys got their answer later; ${failedAfter} failures after it` +
			(failedAfter > 0
				? ` (${percent(failedShare(after))}, and ${percent(usual)} before anything was broken)`
				: ""),
	};
}

/** How many of these keys were answered in the end. */
function answeredOf(calls: Call[], keys: Set<string | null>): number {
	return new Set(calls.filter((call) => keys.has(call.key) && !isFailed(call)).map(({ key }) => key)).size;
}

function lastFailure(seconds: Second[], from: number, until: number): number | undefined {
	return seconds.findLast(({ at, failed }) => failed > 0 && at >= from && at <= until + 1_000)?.at;
}

function failedShare(seconds: Second[]): number {
	return sum(seconds.map(({ failed }) => failed)) / Math.max(1, sum(seconds.map(({ requests }) => requests)));
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const sinceBell = (at: number, { opensAt }: Witnessed) => Math.round((at - opensAt) / 100) / 10;
const words = (ms: number) =>
	ms <= 0 ? `${(-ms / 1_000).toFixed(1)} s before` : `${(ms / 1_000).toFixed(1)} s after`;
const sum = (values: number[]) => values.reduce((all, each) => all + each, 0);
