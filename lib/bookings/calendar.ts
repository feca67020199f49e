import ical, {
	ICalAttendeeRole,
	ICalAttendeeStatus,
	ICalCalendarMethod,
	type ICalEventData,
	ICalEventStatus,
} from "ical-generator";
import type { Language } from "../languages/languages.js";
import { wordsIn } from "../languages/words-in.ts";
import type { Booking } from "./answer.ts";
import { calendarText } from "./calendar-text.ts";
import { placeWords } from "./place-words.ts";
import { when } from "./when.ts";
import { withWords } from "./with-words.ts";

export type Calendar = {
	text: string;
	method: string;
	/** Names the method, as RFC 5545 wants it to be wherever one is in the text. */
	contentType: string;
};

/** One time in a calendar: `uid` is its own for ever, `url` its page; it was moved so often. */
export type CalendarDate = { uid: string; url: string; startsAt: string; endsAt: string; moves: number };

type To = {
	uid: string;
	url: string;
	/** The address that mails come from: it is the school that publishes, and nobody but the desk knows the teacher's. */
	from: string;
	/** Whether it goes by mail, to the booker, or is a file for whoever opens it. */
	byMail?: boolean;
};

/**
 * One booking, or several `dates` that were booked with it as one, as an RFC 5545 calendar for the booker, in UTC. The same
 * booking has the same UID for ever, so that a calendar that has it already changes it; one that moved or is cancelled comes
 * with a higher SEQUENCE, and then changes it or takes it away; what is only asked for is tentative. docs/decisions/0015 says
 * why the method is which.
 */
export function calendarOf(
	booking: Booking,
	to: To,
	dates: CalendarDate[] = [{ ...booking, uid: to.uid, url: to.url }],
): Calendar {
	const entries = dates.map((date) => entryOf(booking, date, to.from));
	return calendarWith(entries, booking, to.byMail ? { byMail: booking } : {});
}

/** Such entries of a booking as a calendar, by mail to somebody or as a file. */
export function calendarWith(
	entries: ICalEventData[],
	{ state, language }: Pick<Booking, "state" | "language">,
	{ byMail }: { byMail?: { name: string; email: string } },
): Calendar {
	const method = methodOf(state, byMail !== undefined, entries.length);
	const calendar = ical({ prodId: madeBy("Booking", language), method });
	const invited = byMail && method !== ICalCalendarMethod.PUBLISH;
	for (const entry of entries)
		calendar.createEvent({
			...entry,
			stamp: new Date(),
			...(invited && { attendees: [attendee(byMail)] }),
		});
	return {
		text: calendar.toString(),
		method,
		contentType: `text/calendar; charset=utf-8; method=${method}`,
	};
}

/** What made it, and in which language what it says is written. */
export const madeBy = (product: "Booking" | "Calendar", language: Language) => ({
	company: "Firstbell",
	product,
	language: language.toUpperCase(),
});

/** An invitation has one UID (RFC 5546, 3.2.2), and so have those who take it back: several dates are published. */
function methodOf(state: Booking["state"], byMail: boolean, dates: number): ICalCalendarMethod {
	if (byMail && dates > 1) return ICalCalendarMethod.PUBLISH;
	if (isOver(state)) return ICalCalendarMethod.CANCEL;
	return byMail ? ICalCalendarMethod.REQUEST : ICalCalendarMethod.PUBLISH;
}

/** A booking as an entry of its booker's calendar. */
export function entryOf(booking: Booking, date: CalendarDate, from: string): ICalEventData {
	const { teacher, type, bookerTimeZone, language } = booking;
	const location = placeWords(booking.place, language);
	return {
		id: date.uid,
		sequence: date.moves + (isOver(booking.state) ? 1 : 0),
		status: statuses[booking.state] ?? ICalEventStatus.CONFIRMED,
		start: new Date(date.startsAt),
		end: new Date(date.endsAt),
		organizer: { name: teacher.school, email: from },
		summary: calendarText(withWords(type.name, teacher.name, language)),
		...(location && { location: calendarText(location) }),
		description: [
			...when(date, bookerTimeZone, teacher.timeZone, language),
			wordsIn(language, "mails")("calendar.see", { url: date.url }),
		].join("\n"),
		url: date.url,
	};
}

const isOver = (state: Booking["state"]) => state === "cancelled" || state === "declined";

const statuses: Partial<Record<Booking["state"], ICalEventStatus>> = {
	...{ cancelled: ICalEventStatus.CANCELLED, declined: ICalEventStatus.CANCELLED },
	pending: ICalEventStatus.TENTATIVE,
};

/** Whose booking it is has said yes already, and is asked for no answer: nobody would read it. */
const attendee = ({ name, email }: { name: string; email: string }) => ({
	name,
	email,
	role: ICalAttendeeRole.REQ,
	status: ICalAttendeeStatus.ACCEPTED,
	rsvp: false,
});
