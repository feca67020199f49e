import "server-only";
import ical, { type ICalEventData } from "ical-generator";
import { entryOf, madeBy } from "../bookings/calendar.ts";
import { type BookingAnswer, readBooking } from "../bookings/read-booking.ts";
import { signRef } from "../bookings/ref.ts";
import { call } from "../db.ts";
import { env } from "../env.ts";
import { type Language, languages } from "../languages/languages.js";
import { wordsIn } from "../languages/words-in.ts";
import { hashOf } from "./share-calendar.ts";
import { type AppointmentAnswer, teachersEntry } from "./teachers-entry.ts";

type Answer =
	| { language: Language; bookings: (BookingAnswer & { changed_at: string })[] }
	| { teacher: string; time_zone: string; appointments: AppointmentAnswer[] };

type Shown = { language: Language; name: string; entries: ICalEventData[] };

/** How often those who subscribe are asked to look again. */
const refreshSeconds = 60 * 60;

/**
 * The calendar behind a secret address, from thirty days ago on: a booker's own bookings, or a teacher's appointments with
 * who comes. Nothing in it is of the moment it was asked for, so that what did not change is the same text. Refuses NTFND.
 */
export async function readShared(secret: string): Promise<string> {
	const answer = await call<Answer>("read_shared", hashOf(secret));
	return calendar(
		"bookings" in answer
			? {
					language: answer.language,
					name: wordsIn(answer.language, "mails")("calendar.name"),
					entries: answer.bookings.map(bookersEntry),
				}
			: {
					language: languages[0],
					name: `${answer.teacher}: bookings`,
					entries: answer.appointments.map((appointment) => teachersEntry(appointment)),
				},
	);
}

/** It has no method, since nobody is sent it: what is not in it any more is over. */
function calendar({ language, name, entries }: Shown): string {
	const made = ical({
		prodId: madeBy("Calendar", language),
		name,
		ttl: refreshSeconds,
	});
	for (const entry of entries) made.createEvent(entry);
	return made.toString();
}

function bookersEntry(answer: BookingAnswer & { changed_at: string }): ICalEventData {
	const { APP_URL, MAIL_FROM } = env();
	const booking = readBooking(answer);
	const ref = signRef({ bookingId: answer.booking_id, linkVersion: answer.link_version });
	const date = {
		...booking,
		uid: `${answer.booking_id}@${new URL(APP_URL).hostname}`,
		url: `${APP_URL}/b/${ref}`,
	};
	return { ...entryOf(booking, date, MAIL_FROM.address), stamp: new Date(answer.changed_at) };
}
