import type { Calendar } from "@/lib/desk/calendar-schema";
import { addDays, type Day, startOfDay } from "@/lib/time";

type Time = { startsAt: string; endsAt: string };

/** Those of some times that touch a day, in order. */
export function onDay<T extends Time>(times: readonly T[], day: Day, { timeZone }: Calendar): T[] {
	const [from, until] = [startOfDay(day, timeZone), startOfDay(addDays(day, 1), timeZone)];
	return times
		.filter(({ startsAt, endsAt }) => Date.parse(startsAt) < until && Date.parse(endsAt) > from)
		.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
}

/** How many bookings a day has. */
export function bookingsOn(day: Day, calendar: Calendar): number {
	return onDay(calendar.appointments, day, calendar).reduce((sum, { bookings }) => sum + bookings.length, 0);
}
