import { isoInstant, isoOf } from "../instant.ts";
import type { Language } from "../languages/languages.js";
import type { Booking, BookingState } from "./answer.ts";
import { signRef } from "./ref.ts";
import { type Left, namesIn } from "./who-left.ts";

/** What app.describe_booking gives. */
export type BookingAnswer = {
	booking_id: string;
	link_version: number;
	state: BookingState;
	starts_at: string;
	ends_at: string;
	cancelled_by_teacher: boolean;
	cancel_reason: string | null;
	cancel_until: string;
	decide_until: string | null;
	decided_at: string | null;
	has_lapsed: boolean;
	teacher: { handle: string; name: string; email: string; time_zone: string; school: string } & Left;
	/** A fixture of before does not say whether it is offered any more. */
	type: { handle: string; name: string; is_retired?: boolean };
	place_kind: Booking["place"]["kind"];
	place: string;
	follow_up_text: string;
	answers: Booking["answers"];
	series: SeriesAnswer[] | null;
	/** Null, like the next two, once they were erased. */
	name: string | null;
	email: string | null;
	time_zone: string | null;
	language: Language;
	moves: number;
	moved_from: string | null;
	told_start: string | null;
	/** A database from before says nothing of it. */
	known_start?: string | null;
	moved_by_teacher: boolean;
	moved_by_hand: boolean;
	move_message: string | null;
	is_offered: boolean;
};

type SeriesAnswer = {
	booking_id: string;
	link_version: number;
	state: BookingState;
	starts_at: string;
	ends_at: string;
	cancelled_at: string | null;
	moves: number;
	/** A schema of before does not say. */
	cancel_until?: string;
};

/** `language` is that of who reads it; else it is the booking's. */
export function readBooking(answer: BookingAnswer, language: Language = answer.language): Booking {
	const { handle, time_zone, has_left } = answer.teacher;
	const told = { teacher: answer.teacher.name, type: answer.type.name, school: answer.teacher.school };
	const names = namesIn(language, told, answer.teacher);
	return {
		state: answer.state,
		startsAt: isoInstant(answer.starts_at),
		endsAt: isoInstant(answer.ends_at),
		cancelledByTeacher: answer.cancelled_by_teacher,
		cancelReason: answer.cancel_reason,
		cancelUntil: isoInstant(answer.cancel_until),
		decideUntil: answer.decide_until && isoInstant(answer.decide_until),
		decidedAt: answer.decided_at && isoInstant(answer.decided_at),
		hasLapsed: answer.has_lapsed,
		teacher: {
			handle,
			name: names.teacher,
			timeZone: time_zone,
			school: names.school,
			hasLeft: has_left === true,
		},
		type: { handle: answer.type.handle, name: names.type },
		place: { kind: answer.place_kind, text: answer.place },
		followUpText: answer.follow_up_text,
		answers: answer.answers,
		series: answer.series?.map((date) => ({
			ref: signRef({ bookingId: date.booking_id, linkVersion: date.link_version }),
			isThis: date.booking_id === answer.booking_id,
			state: date.state,
			startsAt: isoInstant(date.starts_at),
			endsAt: isoInstant(date.ends_at),
			cancelledAt: date.cancelled_at && isoInstant(date.cancelled_at),
			moves: date.moves,
			cancelUntil: isoInstant(date.cancel_until ?? asLongBefore(date, answer)),
		})),
		name: answer.name ?? "Somebody",
		email: answer.email ?? "",
		bookerTimeZone: answer.time_zone ?? time_zone,
		language: answer.language,
		moves: answer.moves,
		movedFrom: answer.moved_from && isoInstant(answer.moved_from),
		toldStart: answer.told_start && isoInstant(answer.told_start),
		knownStart: answer.known_start ? isoInstant(answer.known_start) : null,
		movedByTeacher: answer.moved_by_teacher,
		movedByHand: answer.moved_by_hand,
		moveMessage: answer.move_message,
		isOffered: answer.is_offered,
		isRetired: answer.type.is_retired === true,
	};
}

/** A type's cutoff is the same for all dates of a series, unless its teacher moved one; the database has the last word. */
function asLongBefore({ starts_at }: SeriesAnswer, told: BookingAnswer): string {
	const cutoff = Date.parse(told.starts_at) - Date.parse(told.cancel_until);
	return isoOf(Date.parse(starts_at) - cutoff);
}
