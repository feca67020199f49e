import type { Call } from "../call.ts";
import type { Second } from "../families/meter.ts";
import type { Rig } from "../rig.ts";
import type { Fault } from "../run.ts";
import type { Breakage, Evidence, Happened, Time, Witnessed } from "./breakage.ts";

/**
 * Each fault that was planned with what came of it: kept where people called while it lasted, nothing failed any more once it may no
 * longer be felt until the next, and it showed what is expected of it beyond that. That nothing was lost or doubled is
 * for the checker to say.
 */
export async function judgeFaults(
	rig: Rig,
	plan: Breakage[],
	happened: Happened[],
	seen: Witnessed,
): Promise<Fault[]> {
	const rows: Fault[] = [];
	for (const [i, { breakage, evidence, ...time }] of happened.entries()) {
		const next = happened[i + 1]?.from ?? Number.POSITIVE_INFINITY;
		const looked = breakage.look ? [await breakage.look(rig, time, seen)] : [];
		const all = [...evidence, ...looked, mended(time, next, seen)];
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

/** What is expected of every fault. */
function mended({ from, whole, until }: Time, next: number, { calls, seconds }: Witnessed): Evidence {
	const during = calls.filter(({ sent }) => sent >= from && sent < until);
	const unheard = during.filter(isFailed);
	const repeated = new Set(unheard.map(({ key }) => key));
	const answered = answeredOf(calls, repeated);
	const lastFailed = lastFailure(seconds, from, until);
	const after = sum(seconds.filter(({ at }) => at > until + 1_000 && at < next).map(({ failed }) => failed));
	const well =
		lastFailed === undefined
			? "nothing failed"
			: `the last failure ${words(lastFailed - whole)} it was whole`;
	return {
		kept: during.length > 0 && after === 0 && answered === repeated.size,
		figure:
			`${during.length} calls in its time, ${well}; ${unheard.length} went unanswered or met with 5xx, and ` +
			`${answered} of ${repeated.size} keys got their answer later; ${after} failures after it`,
	};
}

/** How many of these keys were answered in the end. */
function answeredOf(calls: Call[], keys: Set<string | null>): number {
	return new Set(calls.filter((call) => keys.has(call.key) && !isFailed(call)).map(({ key }) => key)).size;
}

function lastFailure(seconds: Second[], from: number, until: number): number | undefined {
	return seconds.findLast(({ at, failed }) => failed > 0 && at >= from && at <= until + 1_000)?.at;
}

const sinceBell = (at: number, { opensAt }: Witnessed) => Math.round((at - opensAt) / 100) / 10;
const words = (ms: number) =>
	ms <= 0 ? `${(-ms / 1_000).toFixed(1)} s before` : `${(ms / 1_000).toFixed(1)} s after`;
const sum = (values: number[]) => values.reduce((all, each) => all + each, 0);
