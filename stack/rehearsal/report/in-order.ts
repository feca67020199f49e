import type { Place } from "../run.ts";

/** Of all pairs, in how many the one with less of it was let in first; who went in together counts half. */
export function inOrder(places: Place[], of: (place: Place) => number): number {
	let first = 0;
	let pairs = 0;
	for (const [i, a] of places.entries()) {
		for (const b of places.slice(i + 1)) {
			const order = Math.sign((of(a) - of(b)) * (a.admitted - b.admitted));
			first += (order + 1) / 2;
			pairs++;
		}
	}
	return first / pairs;
}

/** Whether such a share is nothing but luck: within three standard deviations of Kendall's tau with no order at all. */
export function isChance(share: number, n: number): boolean {
	const deviation = Math.sqrt((2 * (2 * n + 5)) / (9 * n * (n - 1)));
	return Math.abs(2 * share - 1) <= 3 * deviation;
}
