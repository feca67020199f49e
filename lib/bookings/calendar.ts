import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { Booking } from "./schema.ts";
import { when } from "./when.ts";

/**
 * One booking as an RFC 5545 calendar for the booker, in UTC. The same booking has the same UID for ever, so that a
 * calendar that has it already changes it; a cancelled one comes with a higher SEQUENCE and takes it away.
 */
export function calendarOf(booking: Booking, uid: string, url: string): string {
	const { teacher, type, startsAt, endsAt, bookerTimeZone } = booking;
	const cancelled = booking.state === "cancelled";
	const calendar = ical({
		prodId: { company: "Firstbell", product: "Booking", language: "EN" },
		method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
	});
	calendar.createEvent({
		id: uid,
		sequence: cancelled ? 1 : 0,
		status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
		start: new Date(startsAt),
		end: new Date(endsAt),
		stamp: new Date(),
		summary: `${type.name} with ${teacher.name}`,
		description: [...when(booking, bookerTimeZone, teacher.timeZone), `See or cancel it: ${url}`].join("\n"),
		url,
	});
	return calendar.toString();
}
