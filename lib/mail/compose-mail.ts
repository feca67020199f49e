import "server-only";
import { type CalendarDate, calendarOf } from "../bookings/calendar.ts";
import { type BookingAnswer, readBooking } from "../bookings/read-booking.ts";
import { readRef, signRef } from "../bookings/ref.ts";
import { env } from "../env.ts";
import { type BookingNews, bookingLetter, type Dates, datesOf } from "./booking-letters.ts";
import { type InvitationAnswer, inviteLetter } from "./invite-letter.ts";
import { type Letter, toHtml, toText } from "./letter.ts";
import type { Mail } from "./transport.ts";

/** A mail that is due, as api.take_mails gives it. */
export type DueMail = {
	id: string;
	created_at: string;
} & (
	| { kind: BookingNews; recipient: "booker" | "teacher"; booking: BookingAnswer }
	| { kind: "invited"; recipient: "booker"; invitation: InvitationAnswer }
);
/** One that tells of a booking. */
export type BookingMail = Extract<DueMail, { kind: BookingNews }>;

/** Writes a mail. Its Message-ID is made of its id, so that a mail sent twice is seen to be one. */
export function composeMail(due: DueMail): Mail {
	const host = new URL(env().APP_URL).hostname;
	const head = { messageId: `<${due.id}@${host}>`, date: new Date(due.created_at) };
	if (due.kind !== "invited") return { ...head, ...ofBooking(due, host) };
	return { ...head, ...written(inviteLetter(due.invitation)), to: due.invitation.email, calendar: undefined };
}

function ofBooking({ kind, recipient, booking: answer }: BookingMail, host: string) {
	const { MAIL_FROM } = env();
	const booking = readBooking(answer);
	const dates = datesOf(booking, kind);
	const letter = bookingLetter(recipient, kind, { booking, dates, link: linkTo(answer) });
	return {
		...written(letter),
		to: recipient === "booker" ? answer.email : answer.teacher.email,
		// The other way round it would tell everybody who books the teacher's own address.
		replyTo: recipient === "teacher" ? { name: answer.name, address: answer.email } : undefined,
		calendar:
			recipient === "booker"
				? calendarOf(
						{ ...booking, state: kind },
						{ uid: `${answer.booking_id}@${host}`, url: linkTo(answer), from: MAIL_FROM.address },
						dates && inCalendar(dates, host),
					)
				: undefined,
	};
}

const written = (letter: Letter) => ({
	subject: letter.subject,
	text: toText(letter),
	html: toHtml(letter),
});

function inCalendar(dates: Dates, host: string): CalendarDate[] {
	return dates.map(({ ref, startsAt, endsAt }) => ({
		...{ startsAt, endsAt, uid: `${readRef(ref).bookingId}@${host}` },
		url: `${env().APP_URL}/b/${ref}`,
	}));
}

function linkTo({ booking_id, link_version }: BookingAnswer): string {
	return `${env().APP_URL}/b/${signRef({ bookingId: booking_id, linkVersion: link_version })}`;
}
