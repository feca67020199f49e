import type { Times } from "./entry.ts";

/** Times that overlap or touch as one, cut to the bounds, in order; those that take no time are none. */
export function merge(times: Times[], from: number, until: number): Times[] {
	const merged: Times[] = [];
	for (const each of times.toSorted((a, b) => a.from - b.from)) {
		const next = { from: Math.max(each.from, from), until: Math.min(each.until, until) };
		if (!(next.from < next.until)) continue;
		const last = merged.at(-1);
		if (last && next.from <= last.until) last.until = Math.max(last.until, next.until);
		else merged.push(next);
	}
	return merged;
}
