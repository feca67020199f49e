import "server-only";
import { answersSaid } from "../bookings/answer-words.ts";
import { calendarOf } from "../bookings/calendar.ts";
import { placeWords } from "../bookings/place-words.ts";
import { type BookingAnswer, readBooking } from "../bookings/read-booking.ts";
import { signRef } from "../bookings/ref.ts";
import type { Booking } from "../bookings/schema.ts";
import { env } from "../env.ts";
import { dayOf } from "../time.ts";
import { clock, dayLabel } from "../time-words.ts";
import { type InvitationAnswer, inviteLetter } from "./invite-letter.ts";
import { type Letter, toHtml, toText } from "./letter.ts";
import { datesInCalendar, datesTold, firstTold, timesTold } from "./series-words.ts";
import type { Mail } from "./transport.ts";

/** A mail that is due, as api.take_mails gives it. */
export type DueMail = {
	id: string;
	created_at: string;
} & (
	| { kind: BookingNews; recipient: "booker"; booking: BookingAnswer }
	| { kind: TeacherNews; recipient: "teacher"; booking: BookingAnswer }
	| { kind: "invited"; recipient: "booker"; invitation: InvitationAnswer }
);
type BookingNews = TeacherNews | "moved";
/** A teacher knows what they moved. */
type TeacherNews = "confirmed" | "cancelled";
/** One that tells of a booking. */
export type BookingMail = Extract<DueMail, { kind: BookingNews }>;

/** Writes a mail. Its Message-ID is made of its id, so that a mail sent twice is seen to be one. */
export function composeMail(due: DueMail): Mail {
	const host = new URL(env().APP_URL).hostname;
	const head = { messageId: `<${due.id}@${host}>`, date: new Date(due.created_at) };
	if (due.kind !== "invited") return { ...head, ...ofBooking(due, host) };
	return { ...head, ...written(inviteLetter(due.invitation)), to: due.invitation.email, calendar: undefined };
}

function ofBooking(mail: BookingMail, host: string) {
	const { APP_URL, MAIL_FROM } = env();
	const { recipient, booking: answer } = mail;
	const booking = readBooking(answer);
	const links = { link: linkTo(answer), desk: `${APP_URL}/desk` };
	const letter =
		mail.recipient === "booker"
			? letters.booker[mail.kind](booking, links)
			: letters.teacher[mail.kind](booking, links);
	return {
		...written(letter),
		to: recipient === "booker" ? answer.email : answer.teacher.email,
		// The other way round it would tell everybody who books the teacher's own address.
		replyTo: recipient === "teacher" ? { name: answer.name, address: answer.email } : undefined,
		calendar:
			recipient === "booker"
				? calendarOf(
						{ ...booking, state: mail.kind === "cancelled" ? "cancelled" : "confirmed" },
						{ uid: `${answer.booking_id}@${host}`, url: linkTo(answer), from: MAIL_FROM.address },
						datesInCalendar(booking, mail.kind, host),
					)
				: undefined,
	};
}

const written = (letter: Letter) => ({
	subject: letter.subject,
	text: toText(letter),
	html: toHtml(letter),
});

type Links = { link: string; desk: string };
type Write = (booking: Booking, links: Links) => Letter;

const letters: { booker: Record<BookingNews, Write>; teacher: Record<TeacherNews, Write> } = {
	booker: {
		confirmed: (booking, { link }) => ({
			subject: `Booked: ${booking.type.name} with ${booking.teacher.name}, ${first(booking, "confirmed", booking.bookerTimeZone)}`,
			greeting: `Hello ${booking.name},`,
			opening: `your ${datesTold(booking, "confirmed") ?? "time"} with ${booking.teacher.name} ${datesTold(booking, "confirmed") ? "are" : "is"} booked.`,
			facts: [
				booking.type.name,
				...timesTold(booking, "confirmed", booking.bookerTimeZone, booking.teacher.timeZone),
				placeWords(booking.place),
			].filter(Boolean),
			...wayBack(booking, link),
		}),
		cancelled: (booking) => ({
			subject: `Cancelled: ${booking.type.name} with ${booking.teacher.name}, ${first(booking, "cancelled", booking.bookerTimeZone)}`,
			greeting: `Hello ${booking.name},`,
			opening: booking.cancelledByTeacher
				? `${booking.teacher.name} has to cancel your ${datesTold(booking, "cancelled") ?? "time"}. We are sorry.`
				: `your ${datesTold(booking, "cancelled") ?? "time"} with ${booking.teacher.name} ${datesTold(booking, "cancelled") ? "are" : "is"} cancelled.`,
			facts: [
				booking.type.name,
				...timesTold(booking, "cancelled", booking.bookerTimeZone, booking.teacher.timeZone),
			],
			message: booking.cancelReason ?? undefined,
			action: { label: "Choose another time", url: `${env().APP_URL}/t/${booking.teacher.handle}` },
			closing: booking.cancelledByTeacher
				? "Your place is free again, and so are you: nothing more needs doing."
				: "Nothing more needs doing.",
		}),
		moved: (booking, { link }) => ({
			subject: `Moved: ${booking.type.name} with ${booking.teacher.name}, ${at(booking.startsAt, booking.bookerTimeZone)}`,
			greeting: `Hello ${booking.name},`,
			opening: `your time with ${booking.teacher.name} has moved: ${booking.teacher.name} keeps to another time zone now.${
				booking.movedFrom ? ` It was ${at(booking.movedFrom, booking.bookerTimeZone)}. Now it is:` : ""
			}`,
			facts: [
				booking.type.name,
				...timesTold(booking, "moved", booking.bookerTimeZone, booking.teacher.timeZone),
				placeWords(booking.place),
			].filter(Boolean),
			...wayBack(booking, link),
		}),
	},
	teacher: {
		confirmed: (booking, { desk }) => ({
			subject: `New booking: ${booking.name}, ${first(booking, "confirmed", booking.teacher.timeZone)}`,
			greeting: `Hello ${booking.teacher.name},`,
			opening: `${booking.name} has booked ${datesTold(booking, "confirmed") ?? "a time"} with you.`,
			facts: [
				booking.type.name,
				...timesTold(booking, "confirmed", booking.teacher.timeZone, booking.bookerTimeZone),
				booking.email,
				...answersSaid(booking.answers).map(({ label, said }) => `${asked(label)} ${said}`),
			],
			action: { label: "Open your desk", url: desk },
		}),
		cancelled: (booking, { desk }) => ({
			subject: `Cancelled: ${booking.name}, ${first(booking, "cancelled", booking.teacher.timeZone)}`,
			greeting: `Hello ${booking.teacher.name},`,
			opening: datesTold(booking, "cancelled")
				? `${booking.name} has cancelled ${datesTold(booking, "cancelled")}. These times are free for others again.`
				: `${booking.name} has cancelled. The time is free for others again.`,
			facts: [
				booking.type.name,
				...timesTold(booking, "cancelled", booking.teacher.timeZone, booking.bookerTimeZone),
			],
			action: { label: "Open your desk", url: desk },
		}),
	},
};

/** What the booker can still do. By our own clock: it is the database's that decides when they do it. */
function wayBack(booking: Booking, link: string): Pick<Letter, "action" | "closing"> {
	const { cancelUntil, bookerTimeZone } = booking;
	if (datesTold(booking, "confirmed")) {
		return {
			action: { label: "See or cancel your dates", url: link },
			closing:
				"Each date has a page of its own there, and can be cancelled by itself. Keep this mail: whoever has its link can cancel them.",
		};
	}
	if (Date.now() > Date.parse(cancelUntil)) {
		return {
			action: { label: "See your booking", url: link },
			closing: "It is so soon that it cannot be cancelled online any more.",
		};
	}
	return {
		action: { label: "See or cancel your booking", url: link },
		closing: `You can cancel until ${at(cancelUntil, bookerTimeZone)}. Keep this mail: whoever has its link can cancel the booking.`,
	};
}

/** `Which class?`, `Level:` */
function asked(label: string): string {
	return /[\p{L}\p{N}]$/u.test(label) ? `${label}:` : label;
}

/** `Mon 30 Nov, 9:00 and 4 more` */
function first(booking: Booking, news: BookingNews, zone: string): string {
	const { startsAt, more } = firstTold(booking, news);
	return at(startsAt, zone) + more;
}

/** `Mon 30 Nov, 9:00` */
function at(instant: string, zone: string): string {
	return `${dayLabel(dayOf(instant, zone))}, ${clock(instant, zone)}`;
}

function linkTo({ booking_id, link_version }: BookingAnswer): string {
	return `${env().APP_URL}/b/${signRef({ bookingId: booking_id, linkVersion: link_version })}`;
}
