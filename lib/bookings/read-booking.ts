import { isoInstant } from "../instant.ts";
import { signRef } from "./ref.ts";
import type { Booking, BookingState } from "./schema.ts";

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
	teacher: { handle: string; name: string; email: string; time_zone: string; school: string };
	type: { handle: string; name: string };
	place_kind: Booking["place"]["kind"];
	place: string;
	answers: Booking["answers"];
	series: SeriesAnswer[] | null;
	name: string;
	email: string;
	time_zone: string;
	moves: number;
	moved_from: string | null;
};

type SeriesAnswer = {
	booking_id: string;
	link_version: number;
	state: BookingState;
	starts_at: string;
	ends_at: string;
	cancelled_at: string | null;
	moves: number;
};

export function readBooking(answer: BookingAnswer): Booking {
	const { handle, name, time_zone, school } = answer.teacher;
	return {
		state: answer.state,
		startsAt: isoInstant(answer.starts_at),
		endsAt: isoInstant(answer.ends_at),
		cancelledByTeacher: answer.cancelled_by_teacher,
		cancelReason: answer.cancel_reason,
		cancelUntil: isoInstant(answer.cancel_until),
		teacher: { handle, name, timeZone: time_zone, school },
		type: answer.type,
		place: { kind: answer.place_kind, text: answer.place },
		answers: answer.answers,
		series: answer.series?.map((date) => ({
			ref: signRef({ bookingId: date.booking_id, linkVersion: date.link_version }),
			isThis: date.booking_id === answer.booking_id,
			state: date.state,
			startsAt: isoInstant(date.starts_at),
			endsAt: isoInstant(date.ends_at),
			cancelledAt: date.cancelled_at && isoInstant(date.cancelled_at),
			moves: date.moves,
		})),
		name: answer.name,
		email: answer.email,
		bookerTimeZone: answer.time_zone,
		moves: answer.moves,
		movedFrom: answer.moved_from && isoInstant(answer.moved_from),
	};
}
