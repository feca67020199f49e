export type Fit = {
	/** What each column costs: never less than nothing. */
	costs: number[];
	/** The standard error of each, as if none had to be at least nothing; infinite where columns cannot be told apart. */
	errors: number[];
	/** The share of what varies that this explains. */
	explained: number;
};

/** Non-negative least squares: what `rows × costs` comes nearest to `spent` with. As many rows as there are values of `spent`. */
export function leastSquares(rows: number[][], spent: number[]): Fit {
	const width = rows[0]?.length ?? 0;
	// Columns of like size: a count of hundreds beside one of two would take the descent for ever.
	const sizes = columns(width, (j) => Math.sqrt(sum(rows.map((row) => (row[j] ?? 0) ** 2))) || 1);
	const scaled = rows.map((row) => row.map((value, j) => value / (sizes[j] ?? 1)));
	const gram = columns(width, (i) =>
		columns(width, (j) => sum(scaled.map((row) => (row[i] ?? 0) * (row[j] ?? 0)))),
	);
	const pull = columns(width, (j) => sum(scaled.map((row, at) => (row[j] ?? 0) * (spent[at] ?? 0))));
	const found = descend(gram, pull);
	const left = sum(scaled.map((row, at) => ((spent[at] ?? 0) - product(row, found)) ** 2));
	const mean = sum(spent) / Math.max(1, spent.length);
	const all = sum(spent.map((value) => (value - mean) ** 2));
	const variance = left / Math.max(1, rows.length - width);
	const inverted = invert(gram);
	return {
		costs: found.map((value, j) => value / (sizes[j] ?? 1)),
		errors: columns(width, (j) =>
			inverted ? Math.sqrt(variance * Math.max(0, inverted[j]?.[j] ?? 0)) / (sizes[j] ?? 1) : Infinity,
		),
		explained: all > 0 ? 1 - left / all : 1,
	};
}

/** One cost after the other is put where it is best, given the others, until none moves any more. */
function descend(gram: number[][], pull: number[]): number[] {
	const found = pull.map(() => 0);
	for (let round = 0; round < 20_000; round++) {
		let moved = 0;
		for (const [j, row] of gram.entries()) {
			const own = row[j] ?? 0;
			if (own === 0) continue;
			const was = found[j] ?? 0;
			const now = Math.max(0, was + ((pull[j] ?? 0) - product(row, found)) / own);
			found[j] = now;
			moved = Math.max(moved, Math.abs(now - was) / (Math.abs(now) + 1e-9));
		}
		if (moved < 1e-10) break;
	}
	return found;
}

/** By Gauss and Jordan; undefined where there is none. */
function invert(matrix: number[][]): number[][] | undefined {
	const size = matrix.length;
	const work = matrix.map((row, i) => [...row, ...columns(size, (j) => (i === j ? 1 : 0))]);
	for (let at = 0; at < size; at++) {
		const best = columns(size - at, (i) => at + i).toSorted(
			(a, b) => Math.abs(work[b]?.[at] ?? 0) - Math.abs(work[a]?.[at] ?? 0),
		)[0] as number;
		[work[at], work[best]] = [work[best] as number[], work[at] as number[]];
		const pivot = work[at]?.[at] ?? 0;
		if (Math.abs(pivot) < 1e-9) return undefined;
		const lead = (work[at] as number[]).map((value) => value / pivot);
		work[at] = lead;
		for (let i = 0; i < size; i++) {
			const factor = work[i]?.[at] ?? 0;
			if (i !== at && factor !== 0)
				work[i] = (work[i] as number[]).map((value, j) => value - factor * (lead[j] ?? 0));
		}
	}
	return work.map((row) => row.slice(size));
}

const columns = <Value>(count: number, make: (at: number) => Value): Value[] =>
	Array.from({ length: count }, (_, at) => make(at));
const sum = (values: number[]) => values.reduce((all, each) => all + each, 0);
const product = (a: number[], b: number[]) => a.reduce((all, each, i) => all + each * (b[i] ?? 0), 0);
