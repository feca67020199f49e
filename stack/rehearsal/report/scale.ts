/** From a value to its place between 0 and 1, with the values that are worth a line. */
export type Scale = { at(value: number): number; ticks: number[] };

export function linear(most: number): Scale {
	const step = niceStep(most / 4);
	const top = Math.max(step, Math.ceil(most / step) * step);
	return {
		at: (value) => Math.max(0, value / top),
		ticks: Array.from({ length: Math.round(top / step) + 1 }, (_, i) => i * step),
	};
}

/** Powers of ten, from the one below the least to the one above the most; what is 0 lies on the ground. */
export function logarithmic(least: number, most: number): Scale {
	const from = Math.floor(Math.log10(Math.max(least, 0.1)));
	const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(most, 0.1))));
	return {
		at: (value) => (value <= 0 ? 0 : Math.max(0, (Math.log10(value) - from) / (to - from))),
		ticks: Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i)),
	};
}

/** How many seconds people count in, where at most so many of them shall make the whole. */
export function stepOf(seconds: number, most: number): number {
	const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
	return steps.find((step) => seconds / step <= most) ?? 7200;
}

/** Seconds that people count in, at most ten of them between two times. */
export function timeTicks(from: number, until: number): number[] {
	const step = stepOf(until - from, 10);
	const first = Math.ceil(from / step) * step;
	return Array.from({ length: Math.floor((until - first) / step) + 1 }, (_, i) => first + i * step);
}

/** 1, 2 or 5 times a power of ten; people, requests and connections come whole. */
export function niceStep(rough: number): number {
	if (rough <= 1) return 1;
	const power = 10 ** Math.floor(Math.log10(rough));
	return ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10) * power;
}
