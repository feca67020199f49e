import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { Booking } from "./schema.ts";
import { when } from "./when.ts";

export type Calendar = {
	text: string;
	/** Names the method, as RFC 5545 wants it to be wherever one is in the text. */
	contentType: string;
};

/**
 * One booking as an RFC 5545 calendar for the booker, in UTC. The same booking has the same UID for ever, so that a
 * calendar that has it already changes it; one that moved or is cancelled comes with a higher SEQUENCE, and then changes it or
 * takes it away. It is the
 * school that publishes it, `from` the address its mails come from: nobody but the desk knows the teacher's.
 */
export function calendarOf(booking: Booking, to: { uid: string; url: string; from: string }): Calendar {
	const { teacher, type, startsAt, endsAt, bookerTimeZone } = booking;
	const cancelled = booking.state === "cancelled";
	const method = cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;
	const calendar = ical({
		prodId: { company: "Firstbell", product: "Booking", language: "EN" },
		method,
	});
	calendar.createEvent({
		id: to.uid,
		sequence: booking.moves + (cancelled ? 1 : 0),
		status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
		start: new Date(startsAt),
		end: new Date(endsAt),
		stamp: new Date(),
		organizer: { name: teacher.school, email: to.from },
		summary: `${type.name} with ${teacher.name}`,
		description: [...when(booking, bookerTimeZone, teacher.timeZone), `See or cancel it: ${to.url}`].join(
			"\n",
		),
		url: to.url,
	});
	return { text: calendar.toString(), contentType: `text/calendar; charset=utf-8; method=${method}` };
}
