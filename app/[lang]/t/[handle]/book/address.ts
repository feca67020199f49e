import type { Asked } from "./asked.ts";

/** What the next page has to be told, beside what it is asked for: hidden fields of a form, or part of a link. */
export function carried({ type, minutes, zone, again }: Asked): Record<string, string> {
	return { type: type.handle, ...(minutes && { minutes: String(minutes) }), zone, ...(again && { again }) };
}

export function link(teacher: string, fields: Record<string, string>): string {
	return `/t/${teacher}/book?${new URLSearchParams(fields)}`;
}
