import { count, inUnit } from "./report/words.ts";
import type { Latency, Verdict } from "./run.ts";

/** What a rehearsal has measured, as far as it was promised how that would be. */
export type Measured = {
	/** Of families' calls outside the faults' windows. */
	requests: number;
	failed: number;
	/** The most at once at the database; 0 where nobody could look. */
	connections: number;
	/** As of latencyWithRoom(). */
	withRoom: Record<string, Latency>;
	/** As of heldForFiveMinutes(): what came to the edge, and what those who waited would ask of it. */
	edgeHeld: number | null;
	wanted: number | null;
};

export const mostFailed = 0.001;
export const mostConnections = 20;
export const mostMs = { API: 100, page: 400 };
/** Fewer answers than that have no p95 to speak of: ten of them decide it. */
export const fewestAnswers = 200;
export const heldAtEdge = 2_000;
/** Who has just come does not ask yet, so that those who wait have to be a few more than would do. */
const margin = 1.1;

export const failing = "Fewer than 0.1 % of calls fail while nothing is broken";
export const quickAPI = "The API answers within 100 ms where there is room (p95)";
export const quickPages = "Pages come within 400 ms where there is room (p95)";

/** What it has to bear, each with its figure: judged where this run could tell, and else said why it could not. */
export function judgeAims(seen: Measured): Verdict[] {
	return [
		fewFail(seen),
		fewConnections(seen),
		isQuick(quickAPI, seen.withRoom.API, mostMs.API),
		isQuick(quickPages, seen.withRoom.page, mostMs.page),
		edgeBears(seen),
	];
}

function fewFail({ requests, failed }: Measured): Verdict {
	return {
		name: failing,
		kept: requests > 0 && failed / requests < mostFailed,
		figure: `${count(failed)} of ${count(requests)} calls failed, ${inUnit(failed / Math.max(1, requests), "share")}`,
	};
}

function fewConnections({ connections }: Measured): Verdict {
	return {
		name: "At most 20 connections are open at the database",
		kept: connections > 0 && connections <= mostConnections,
		figure: connections > 0 ? `${count(connections)} at most` : "nobody could look",
	};
}

function isQuick(name: string, latency: Latency | undefined, most: number): Verdict {
	const answers = latency?.count ?? 0;
	if (!latency || answers < fewestAnswers)
		return unjudged(
			name,
			`the machine was full, or something was broken: ${count(answers)} answers met neither, and ${count(fewestAnswers)} would tell`,
		);
	return {
		name,
		kept: latency.p95 <= most,
		figure: `${inUnit(latency.p95, "ms")}, of ${count(answers)} answers that met no full machine and no fault`,
	};
}

function edgeBears({ edgeHeld, wanted }: Measured): Verdict {
	const name = "The edge bears 2,000 requests a second for five minutes";
	const was = `${inUnit(edgeHeld, "perSecond")} in each of five minutes`;
	if (wanted === null || wanted < heldAtEdge * margin) {
		const would = `those who waited would have asked ${inUnit(wanted, "perSecond")}, and there came ${was}`;
		return unjudged(
			name,
			`so much is asked by 10,000 people or more who wait for five minutes, as with --people 10000 --minutes 10; ` +
				(edgeHeld === null || wanted === null ? "this run was over sooner" : `in this run ${would}`),
		);
	}
	return { name, kept: edgeHeld !== null && edgeHeld >= heldAtEdge, figure: was };
}

const unjudged = (name: string, figure: string): Verdict => ({ name, kept: true, figure, isUnjudged: true });
