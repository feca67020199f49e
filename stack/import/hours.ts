import { quoted } from "./faults.ts";

export type Hours = { starts_minute: number; ends_minute: number };

/**
 * Reads a day's hours, such as `08:00-12:00, 14:00–16:30` or `8-12`, into minutes after midnight, in order. An empty
 * cell, `-` or `off` is a free day. Throws with what to mend.
 */
export function readHours(cell: string): Hours[] {
	const text = cell.trim();
	if (/^(|-|–|off|closed)$/i.test(text)) return [];
	const spans = text
		.split(/[,;/|]/)
		.map((part) => readSpan(part.trim()))
		.sort((a, b) => a.starts_minute - b.starts_minute);
	spans.forEach((span, i) => {
		const next = spans[i + 1];
		if (next && next.starts_minute < span.ends_minute)
			throw new Error(`${quoted(text)} has hours that overlap.`);
	});
	return spans;
}

function readSpan(text: string): Hours {
	const [, from, until] = text.match(/^(\S+?)\s*(?:[-‐‑–—−]|to)\s*(\S+)$/) ?? [];
	const starts = minuteOf(from);
	const ends = minuteOf(until);
	if (starts === undefined || ends === undefined) {
		throw new Error(`${quoted(text)} is not a span of hours: write it as 08:00-12:00.`);
	}
	if (starts >= ends) throw new Error(`${quoted(text)} ends before it starts.`);
	return { starts_minute: starts, ends_minute: ends };
}

function minuteOf(text: string | undefined): number | undefined {
	const [, hour, minute] = text?.match(/^(\d{1,2})(?:[:.h](\d{2}))?$/) ?? [];
	if (hour === undefined) return undefined;
	const minutes = Number(hour) * 60 + Number(minute ?? 0);
	return Number(minute ?? 0) < 60 && minutes <= 1440 ? minutes : undefined;
}
