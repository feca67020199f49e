import type { Span } from "./schema.ts";

/** Hours on one weekday, as SQL gives them. */
export type SpanAnswer = { weekday: number; starts_minute: number; ends_minute: number };

export function readSpan(row: SpanAnswer): Span {
	return { weekday: row.weekday, startsMinute: row.starts_minute, endsMinute: row.ends_minute };
}

export function writeSpan(span: Span): SpanAnswer {
	return { weekday: span.weekday, starts_minute: span.startsMinute, ends_minute: span.endsMinute };
}
