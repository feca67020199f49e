import type { Costs } from "../run.ts";
import { leastSquares } from "./least-squares.ts";

/** Some seconds of a run: what was spent in them, and how many requests there were of each route. */
export type Sample = { spent: number; seconds: number; counts: Record<string, number> };

/**
 * A route is told apart where its error is at most this share of its cost: of the mean cost of a request where that is
 * more, and of three times the mean where its cost is even more, which may be its neighbours'.
 */
const certain = 0.25;
/** Asked for in fewer seconds, it may have had a second's other work laid to its charge. */
const fewest = 10;

/**
 * What a second and a request of each route cost, by which the samples are explained best. Two cores that others use as
 * well make noise, and routes that always come together cannot be told apart: those are null, and what they cost
 * together is `rest`, so that the sum stays right.
 */
export function costsOf(samples: Sample[]): Costs {
	const routes = [...new Set(samples.flatMap(({ counts }) => Object.keys(counts)))].toSorted();
	const seen = (route: string) => samples.filter(({ counts }) => (counts[route] ?? 0) > 0).length;
	const rest = new Set(routes.filter((route) => seen(route) < fewest));
	const spent = samples.map((sample) => sample.spent);
	const seconds = sum(samples.map((sample) => sample.seconds));
	const requests = Math.max(1, sum(samples.flatMap(({ counts }) => Object.values(counts))));
	for (;;) {
		const told = routes.filter((route) => !rest.has(route));
		const rows = samples.map(({ seconds, counts }) => [
			seconds,
			...told.map((route) => counts[route] ?? 0),
			...(rest.size > 0 ? [sum([...rest].map((route) => counts[route] ?? 0))] : []),
		]);
		const { costs, errors, explained } = leastSquares(rows, spent);
		const [base = 0, ...each] = costs;
		const mean = Math.max(0, sum(spent) - base * seconds) / requests;
		const doubts = told
			.map((route, i) => ({ route, doubt: (errors[i + 1] ?? 0) / within(each[i] ?? 0, mean, 3 * mean) }))
			.toSorted((a, b) => b.doubt - a.doubt);
		const worst = doubts[0];
		if (worst && worst.doubt > certain) {
			rest.add(worst.route);
			continue;
		}
		return {
			base,
			byRoute: Object.fromEntries(
				routes.map((route) => [route, rest.has(route) ? null : (each[told.indexOf(route)] ?? 0)]),
			),
			rest: rest.size > 0 ? (each[told.length] ?? 0) : 0,
			explained,
			samples: samples.length,
		};
	}
}

const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value)) || 1e-9;
const sum = (values: number[]) => values.reduce((all, each) => all + each, 0);
