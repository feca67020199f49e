import type { BookedDate, Booking } from "../bookings/answer.ts";
import type { CalendarDate } from "../bookings/calendar.ts";
import { readRef } from "../bookings/ref.ts";
import { when } from "../bookings/when.ts";
import { env } from "../env.ts";
import type { Language } from "../languages/languages.js";

/** What moved is told by itself, each date of a series, too. */
export type News = "confirmed" | "cancelled" | "moved";

/** The dates that were booked with this one and stand, or were cancelled with it; undefined where it is told of alone. */
function datesOf({ series = [], cancelledByTeacher }: Booking, news: News): BookedDate[] | undefined {
	// A teacher cancels what is in some days, whose series it may be; each of it has a mail.
	if (news === "cancelled" && cancelledByTeacher) return undefined;
	const own = series.find(({ isThis }) => isThis)?.cancelledAt;
	const dates = series.filter(
		({ state, cancelledAt }) => state === news && (news === "confirmed" || cancelledAt === own),
	);
	return dates.length > 1 || (dates[0] && !dates[0].isThis) ? dates : undefined;
}

/** Of how many dates a mail tells as one; 0 for a booking by itself. */
export function datesTold(booking: Booking, news: News): number {
	return datesOf(booking, news)?.length ?? 0;
}

/** The same to a teacher, such as `4 dates`; undefined for a booking by itself. */
export function datesSaid(booking: Booking, news: News): string | undefined {
	const count = datesTold(booking, news);
	return count ? `${count} ${count === 1 ? "date" : "dates"}` : undefined;
}

/** The first of them, and for a subject how many more there are. */
export function firstTold(booking: Booking, news: News): { startsAt: string; more: number } {
	const dates = datesOf(booking, news) ?? [];
	const { startsAt } = dates[0] ?? booking;
	return { startsAt, more: Math.max(0, dates.length - 1) };
}

/** When it is, or when all of them are, in the reader's zone first. */
export function timesTold(
	booking: Booking,
	news: News,
	zone: string,
	other: string,
	language: Language = "en",
): string[] {
	return (datesOf(booking, news) ?? [booking]).flatMap((date) => when(date, zone, other, language));
}

/** Each of them in a calendar; undefined for a booking by itself. */
export function datesInCalendar(booking: Booking, news: News, host: string): CalendarDate[] | undefined {
	return datesOf(booking, news)?.map(({ ref, startsAt, endsAt, moves }) => ({
		...{ startsAt, endsAt, moves, uid: `${readRef(ref).bookingId}@${host}` },
		url: `${env().APP_URL}/b/${ref}`,
	}));
}
