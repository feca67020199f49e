import { failing, quickAPI, quickPages } from "./aims.ts";
import type { Run, Verdict } from "./run.ts";

/** Where others have more of the machine, what fails or is slow may be their doing. */
const mostForOthers = 1 / 3;

/**
 * Of a run on a machine that others use as well: what they may be to blame for, where it is not kept, is called unjudged.
 * What they cannot be blamed for stays as it is: no law of booking, and no connection too many.
 */
export function forgiveOthers(run: Run): Run {
	const share = run.saturation.cpu.other ?? 0;
	if (share <= mostForOthers) return run;
	const why = `others had ${Math.round(share * 100)} % of the machine`;
	const theirs = new Set([failing, quickAPI, quickPages]);
	return {
		...run,
		faults: run.faults.map((fault) => forgive(fault, why)),
		verdicts: run.verdicts.map((verdict) => (theirs.has(verdict.name) ? forgive(verdict, why) : verdict)),
	};
}

/** Of a test's calls, on a machine that is full: more than that is nobody's doing but ours. */
const mostFailedInTest = 0.01;

/**
 * Of a run that is a test, on whatever machine: how long answers took is told with its figure, and breaks nothing; nor do
 * few calls that fail while the machine is full.
 */
export function forgiveSlowness(run: Run): Run {
	const wasFull = run.saturation.fullSeconds > 0 && run.failed_share < mostFailedInTest;
	const figures = new Set([quickAPI, quickPages, ...(wasFull ? [failing] : [])]);
	const why = "a test judges no machine, `npm run rehearse` does";
	return {
		...run,
		verdicts: run.verdicts.map((verdict) => (figures.has(verdict.name) ? forgive(verdict, why) : verdict)),
	};
}

const forgive = <V extends Verdict>(verdict: V, why: string): V =>
	verdict.kept
		? verdict
		: { ...verdict, kept: true, isUnjudged: true as const, figure: `${why}; ${verdict.figure}` };
