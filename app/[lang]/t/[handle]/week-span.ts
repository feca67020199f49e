import { addDays, type Day, dayOf, daysFrom, startOfDay, weeksTouched } from "@/lib/time";

/** Seven days from today on, page by page, in a zone: from when until when, and by which lists they are known. */
export function weekSpan(now: number, zone: string, page: number) {
	const start: Day = addDays(dayOf(now, zone), page * 7);
	const from = Math.max(now, startOfDay(start, zone));
	const until = startOfDay(addDays(start, 7), zone);
	return { days: daysFrom(start, 7), from, until, weeks: weeksTouched(from, until) };
}
