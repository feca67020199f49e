import "server-only";
import { isOnlyAsked } from "../bookings/asked.ts";
import { type Calendar, calendarOf } from "../bookings/calendar.ts";
import { type BookingAnswer, readBooking } from "../bookings/read-booking.ts";
import { signDecision, signRef } from "../bookings/ref.ts";
import { teachersInvitation } from "../calendars/teachers-invitation.ts";
import { env } from "../env.ts";
import { isoInstant } from "../instant.ts";
import { type Language, languages } from "../languages/languages.js";
import { readWait, type WaitAnswer } from "../waits/read-wait.ts";
import {
	type BookingNews,
	type TeacherNews,
	toBooker,
	toTeacher,
	toWaiter,
	type WaitNews,
	withLink,
} from "./kinds.ts";
import { type Letter, toHtml, toText } from "./letter.ts";
import type { InvitationAnswer } from "./letters/invited.ts";
import type { BookerAnswer } from "./letters/mine.ts";
import { datesInCalendar, type News } from "./series-words.ts";
import type { Mail } from "./transport.ts";
import { signWish } from "./wish-ref.ts";
import { mailWords } from "./words.ts";

/** A mail that is due, as api.take_mails gives it. */
export type DueMail = {
	id: string;
	created_at: string;
} & ( // What is free instead of what the teacher took away; a database from before says nothing of it.
	| { kind: BookingNews; recipient: "booker"; booking: BookingAnswer; instead?: TimeAnswer[] | null }
	// Whether it brings the entry of the teacher's calendar along; a database from before says nothing of it.
	| { kind: TeacherNews; recipient: "teacher"; booking: BookingAnswer; invites?: boolean }
	| { kind: "invited"; recipient: "booker"; invitation: InvitationAnswer }
	| { kind: "mine"; recipient: "booker"; booker: BookerAnswer }
	| { kind: WaitNews; recipient: "booker"; wait: WaitAnswer }
);
export type TimeAnswer = { starts_at: string; ends_at: string };
/** One that tells of a booking. */
export type BookingMail = Extract<DueMail, { kind: BookingNews }>;

/** Writes a mail. Its Message-ID is made of its id, so that a mail sent twice is seen to be one. */
export function composeMail(due: DueMail): Mail {
	const host = new URL(env().APP_URL).hostname;
	const head = { messageId: `<${due.id}@${host}>`, date: new Date(due.created_at) };
	switch (due.kind) {
		case "waiting":
		case "offered": {
			const wait = readWait(due.wait);
			return { ...head, ...alone(wait, toWaiter[due.kind](wait)) };
		}
		case "invited":
			return { ...head, ...alone(due.invitation, withLink.invited(due.invitation)) };
		case "mine":
			return { ...head, ...alone(due.booker, withLink.mine(due.booker)) };
		default:
			return { ...head, ...ofBooking(due, host) };
	}
}

/** With nothing beside it. */
const alone = ({ email, language }: { email: string; language: Language }, letter: Letter) => ({
	...written(letter, language),
	...{ to: email, calendar: undefined },
});

function ofBooking(mail: BookingMail, host: string) {
	const { APP_URL } = env();
	const { recipient, booking: answer } = mail;
	const booking = readBooking(answer);
	// A teacher reads English, whoever has booked.
	const language = recipient === "booker" ? booking.language : languages[0];
	const foot = { label: mailWords(language)("foot.allBookings"), url: `${APP_URL}/mine` };
	const links = { link: linkTo(answer), decide: linkToDecide(answer), desk: `${APP_URL}/desk` };
	const letter =
		mail.recipient === "booker"
			? toBooker[mail.kind](booking, links, (mail.instead ?? []).map(readTime))
			: toTeacher[mail.kind](booking, links, []);
	if (mail.kind === "reminder" || mail.kind === "follow_up") {
		const ref = signWish(booking.email);
		return {
			...written({ ...letter, foot, off: `${APP_URL}/mails/${ref}` }, language),
			...{ to: booking.email, off: `${APP_URL}/api/unsubscriptions/${ref}`, calendar: undefined },
		};
	}
	return {
		...written(recipient === "booker" ? { ...letter, foot } : letter, language),
		to: recipient === "booker" ? booking.email : answer.teacher.email,
		// The other way round it would tell everybody who books the teacher's own address.
		replyTo:
			recipient === "teacher" && answer.name && answer.email
				? { name: answer.name, address: answer.email }
				: undefined,
		calendar: isInCalendar(mail.kind) && !isOnlyAsked(booking) ? enclosed(mail, mail.kind, host) : undefined,
	};
}

/** The entry, or the dates that were booked as one, for the calendar of who gets it. */
function enclosed(mail: BookingMail, kind: News, host: string): Calendar | undefined {
	const { booking: answer } = mail;
	const booking = readBooking(answer);
	const uid = `${answer.booking_id}@${host}`;
	const state = kind === "cancelled" ? "cancelled" : "confirmed";
	const dates = datesInCalendar(booking, kind, host);
	if (mail.recipient === "teacher")
		return mail.invites ? teachersInvitation(answer, state, dates ?? [{ ...booking, uid }]) : undefined;
	const to = { uid, url: linkTo(answer), from: env().MAIL_FROM.address, byMail: true };
	return calendarOf({ ...booking, state }, to, dates);
}

/** What was never booked is in nobody's calendar. */
function isInCalendar(kind: BookingNews): kind is News {
	return kind === "confirmed" || kind === "cancelled" || kind === "moved";
}

const readTime = ({ starts_at }: TimeAnswer) => ({ startsAt: isoInstant(starts_at) });

const written = (letter: Letter, language: Language) => ({
	subject: letter.subject,
	text: toText(letter, language),
	html: toHtml(letter, language),
});

function linkTo({ booking_id, link_version }: BookingAnswer): string {
	return `${env().APP_URL}/b/${signRef({ bookingId: booking_id, linkVersion: link_version })}`;
}

function linkToDecide({ booking_id, link_version }: BookingAnswer): string {
	return `${env().APP_URL}/decide/${signDecision({ bookingId: booking_id, linkVersion: link_version })}`;
}
