import type { OwnDay } from "@/lib/rules/schema";

/** Hours of a day, in minutes after local midnight. */
export type Hours = OwnDay["spans"][number];

/** In order, and those that touch or overlap as one. */
export function tidy(spans: readonly Hours[]): Hours[] {
	const tidied: Hours[] = [];
	for (const span of spans.toSorted((a, b) => a.startsMinute - b.startsMinute)) {
		const last = tidied.at(-1);
		if (last && span.startsMinute <= last.endsMinute)
			tidied[tidied.length - 1] = { ...last, endsMinute: Math.max(last.endsMinute, span.endsMinute) };
		else tidied.push({ startsMinute: span.startsMinute, endsMinute: span.endsMinute });
	}
	return tidied;
}

export function opened(spans: readonly Hours[], more: Hours): Hours[] {
	return tidy([...spans, more]);
}

export function closed(spans: readonly Hours[], less: Hours): Hours[] {
	return spans.flatMap((span) =>
		[
			{ startsMinute: span.startsMinute, endsMinute: Math.min(span.endsMinute, less.startsMinute) },
			{ startsMinute: Math.max(span.startsMinute, less.endsMinute), endsMinute: span.endsMinute },
		].filter(({ startsMinute, endsMinute }) => startsMinute < endsMinute),
	);
}
