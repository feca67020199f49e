import type { Calendar } from "@/lib/desk/calendar-schema";
import type { Absence } from "@/lib/rules/schema";
import { dayOf, localTime } from "@/lib/time";
import { clock, clockOfMinute, dayLabel } from "@/lib/time-words";
import { appointmentOf } from "./booking-moves.ts";
import { type Asked, type Edit, seen } from "./edits.ts";
import { type Hours, tidy } from "./spans.ts";

/** How times are read here: on the teacher's clock. */
export type Reading = { zone: string; hour12: boolean };

/** `open 9:00 – 12:00 and 13:00 – 17:00`, `closed`. */
export function hoursWords(spans: readonly Hours[], hour12: boolean): string {
	if (spans.length === 0) return "closed";
	return `open ${tidy(spans)
		.map((span) => spanWords(span, hour12))
		.join(" and ")}`;
}

/** `9:00 – 17:00`, `all day`. */
export function spanWords({ startsMinute, endsMinute }: Hours, hour12: boolean): string {
	if (startsMinute === 0 && endsMinute === 1440) return "all day";
	return `${clockOfMinute(startsMinute, hour12)} – ${clockOfMinute(endsMinute, hour12)}`;
}

/** `Mon 30 Nov, 9:00 – 12:00`, `Mon 30 Nov – Wed 2 Dec`: without its times where it is of whole days. */
export function timeWords(
	{ startsAt, endsAt }: Pick<Absence, "startsAt" | "endsAt">,
	reading: Reading,
): string {
	const { zone, hour12 } = reading;
	const [first, last] = [dayOf(startsAt, zone), dayOf(Date.parse(endsAt) - 1, zone)];
	const midnight = (at: string) => localTime(at, zone).endsWith("T00:00");
	if (midnight(startsAt) && midnight(endsAt))
		return first === last ? dayLabel(first) : `${dayLabel(first)} – ${dayLabel(last)}`;
	const start = `${dayLabel(first)}, ${clock(startsAt, zone, hour12)}`;
	return `${start} – ${first === last ? "" : `${dayLabel(last)}, `}${clock(endsAt, zone, hour12)}`;
}

/** `Mon 30 Nov, 9:00` */
function momentWords(at: string, { zone, hour12 }: Reading): string {
	return `${dayLabel(dayOf(at, zone))}, ${clock(at, zone, hour12)}`;
}

/** What was done, in a few words. */
export function editWords(edit: Asked, reading: Reading): string {
	if (edit.kind === "booking") return `${edit.people.join(", ")}: ${momentWords(edit.startsAt, reading)}.`;
	if (edit.kind === "presence") return "This absence was taken back.";
	if (edit.kind === "absence") return `Away ${timeWords(edit.absence, reading)}.`;
	const day = dayLabel(edit.day);
	return edit.spans ? `${day}: ${hoursWords(edit.spans, reading.hour12)}.` : `${day}: as usual.`;
}

/** What there is now of what an edit was to change, as far as the days are shown. */
export function nowWords(calendar: Calendar, edit: Edit, reading: Reading): string {
	const now = seen(calendar, edit);
	if (now.kind === "booking") {
		const found = appointmentOf(calendar, now.booking);
		return found ? `${momentWords(found.startsAt, reading)}.` : "Not in these days any more.";
	}
	if (now.kind === "hours") return now.was?.spans ? editWords({ ...now, spans: now.was.spans }, reading) : "";
	if (!now.was) return "Not there any more.";
	return `Away ${timeWords(now.was, reading)}${now.was.note && `, “${now.was.note}”`}.`;
}
