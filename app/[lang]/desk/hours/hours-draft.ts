import type { Span } from "@/lib/desk/schema";

/**
 * A span while it is edited: as typed, `""` where nothing is typed yet. `24:00` is typed as `00:00`. Of a day of its own,
 * which is no weekday, it has the weekday 0.
 */
export type DraftSpan = { id: number; weekday: number; starts: string; ends: string };
export type Draft = DraftSpan[];

let count = 0;

export function toDraft(spans: readonly Span[]): Draft {
	return spans
		.toSorted((a, b) => a.weekday - b.weekday || a.startsMinute - b.startsMinute)
		.map((span) => ({
			id: ++count,
			weekday: span.weekday,
			starts: typed(span.startsMinute),
			ends: typed(span.endsMinute),
		}));
}

/** What follows the last span of a day, an hour later: the next thing a teacher most likely means. */
export function withNewSpan(draft: Draft, weekday: number): Draft {
	const last = draft.filter((span) => span.weekday === weekday).at(-1);
	const start = last ? Math.min(minutes(last.ends, true) + 60, 1380) : 540;
	const safe = Number.isFinite(start) ? start : 540;
	return [
		...draft,
		{ id: ++count, weekday, starts: typed(safe), ends: typed(Math.min(safe + (last ? 120 : 480), 1440)) },
	];
}

/** The hours of one weekday on others, too, in place of what those had. */
export function withDayCopied(draft: Draft, from: number, to: readonly number[]): Draft {
	const copied = draft.filter((span) => span.weekday === from);
	return [
		...draft.filter((span) => !to.includes(span.weekday)),
		...to.flatMap((weekday) => copied.map((span) => ({ ...span, id: ++count, weekday }))),
	];
}

export function toSpans(draft: Draft): Span[] {
	return draft
		.map((span) => ({
			weekday: span.weekday,
			startsMinute: minutes(span.starts, false),
			endsMinute: minutes(span.ends, true),
		}))
		.toSorted((a, b) => a.weekday - b.weekday || a.startsMinute - b.startsMinute);
}

/** What is wrong, by the id of the span where it can be mended. */
export function problems(draft: Draft): Map<number, string> {
	const wrong = new Map<number, string>();
	for (const span of draft) {
		const start = minutes(span.starts, false);
		const end = minutes(span.ends, true);
		if (Number.isNaN(start) || Number.isNaN(end)) wrong.set(span.id, "Please give both times.");
		else if (end <= start) wrong.set(span.id, "The end must come after the start.");
		else if (draft.some((other) => overlapsEarlier(other, span, start, end)))
			wrong.set(span.id, "This overlaps other hours on the same day.");
	}
	return wrong;
}

function overlapsEarlier(other: DraftSpan, span: DraftSpan, start: number, end: number): boolean {
	if (other.id >= span.id || other.weekday !== span.weekday) return false;
	return minutes(other.starts, false) < end && start < minutes(other.ends, true);
}

function typed(minutes: number): string {
	return `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Minutes after midnight, NaN for nothing. As an end, midnight is the end of the day. */
function minutes(text: string, isEnd: boolean): number {
	const [hour, minute] = text.split(":").map(Number);
	if (hour === undefined || minute === undefined || text === "") return Number.NaN;
	return isEnd && hour + minute === 0 ? 1440 : hour * 60 + minute;
}
