import "server-only";
import { ICalEventStatus } from "ical-generator";
import { type Calendar, type CalendarDate, calendarWith } from "../bookings/calendar.ts";
import type { BookingAnswer } from "../bookings/read-booking.ts";
import { env } from "../env.ts";
import { languages } from "../languages/languages.js";
import { teachersEntry } from "./teachers-entry.ts";

/**
 * A booking by itself, or all the dates that were booked as one, for its teacher's calendar by mail: the same entry, under the same
 * UID, as in the calendar that they could subscribe to. Changes and is taken back as the booker's (docs/decisions/0015).
 */
export function teachersInvitation(
	answer: BookingAnswer,
	state: "confirmed" | "cancelled",
	dates: Omit<CalendarDate, "url">[],
): Calendar {
	const { teacher, place_kind, place, name, email } = answer;
	const entries = dates.map(({ uid, startsAt, endsAt, moves }) => ({
		...teachersEntry({
			...{ id: answer.booking_id, seats: 1, sequence: moves, type: answer.type.name, place_kind, place },
			...{ starts_at: startsAt, ends_at: endsAt, changed_at: startsAt },
			bookings: [{ id: answer.booking_id, state, name, email, moves }],
		}),
		id: uid,
		organizer: { name: teacher.school, email: env().MAIL_FROM.address },
		...(state === "cancelled" && { sequence: moves + 1, status: ICalEventStatus.CANCELLED }),
	}));
	return calendarWith(entries, { state, language: languages[0] }, { byMail: teacher });
}
