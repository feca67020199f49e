import type { Run } from "../run.ts";

/** Of all requests, how many the edge answered alone. */
export function edgeShare(run: Run): number {
	const routes = Object.values(run.tiers.edge);
	return sum(routes.map(({ hits }) => hits)) / sum(routes.map(({ requests }) => requests));
}

export const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
