import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import { placeWords } from "./place-words.ts";
import type { Booking } from "./schema.ts";
import { when } from "./when.ts";

export type Calendar = {
	text: string;
	/** Names the method, as RFC 5545 wants it to be wherever one is in the text. */
	contentType: string;
};

/** One time in a calendar: `uid` is its own for ever, `url` its page; it was moved so often. */
export type CalendarDate = { uid: string; url: string; startsAt: string; endsAt: string; moves: number };

/**
 * One booking, or several `dates` that were booked with it as one, as an RFC 5545 calendar for the booker, in UTC. The same
 * booking has the same UID for ever, so that a calendar that has it already changes it; one that moved or is cancelled comes
 * with a higher SEQUENCE, and then changes it or takes it away. It is the school that publishes it, `from` the address its
 * mails come from: nobody but the desk knows the teacher's.
 */
export function calendarOf(
	booking: Booking,
	to: { uid: string; url: string; from: string },
	dates: CalendarDate[] = [{ ...booking, ...to }],
): Calendar {
	const { teacher, type, bookerTimeZone } = booking;
	const cancelled = booking.state === "cancelled";
	const method = cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;
	const calendar = ical({
		prodId: { company: "Firstbell", product: "Booking", language: "EN" },
		method,
	});
	const location = placeWords(booking.place);
	for (const date of dates)
		calendar.createEvent({
			id: date.uid,
			sequence: date.moves + (cancelled ? 1 : 0),
			status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
			start: new Date(date.startsAt),
			end: new Date(date.endsAt),
			stamp: new Date(),
			organizer: { name: teacher.school, email: to.from },
			summary: `${type.name} with ${teacher.name}`,
			...(location && { location }),
			description: [...when(date, bookerTimeZone, teacher.timeZone), `See or cancel it: ${date.url}`].join(
				"\n",
			),
			url: date.url,
		});
	return { text: calendar.toString(), contentType: `text/calendar; charset=utf-8; method=${method}` };
}
