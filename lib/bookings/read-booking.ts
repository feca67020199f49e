import { isoInstant } from "../instant.ts";
import type { Booking, BookingState } from "./schema.ts";

/** What app.describe_booking gives. */
export type BookingAnswer = {
	booking_id: string;
	link_version: number;
	state: BookingState;
	starts_at: string;
	ends_at: string;
	cancel_until: string;
	teacher: { handle: string; name: string; email: string; time_zone: string; school: string };
	type: { handle: string; name: string };
	name: string;
	email: string;
	time_zone: string;
	moves: number;
	moved_from: string | null;
};

export function readBooking(answer: BookingAnswer): Booking {
	const { handle, name, time_zone, school } = answer.teacher;
	return {
		state: answer.state,
		startsAt: isoInstant(answer.starts_at),
		endsAt: isoInstant(answer.ends_at),
		cancelUntil: isoInstant(answer.cancel_until),
		teacher: { handle, name, timeZone: time_zone, school },
		type: answer.type,
		name: answer.name,
		email: answer.email,
		bookerTimeZone: answer.time_zone,
		moves: answer.moves,
		movedFrom: answer.moved_from && isoInstant(answer.moved_from),
	};
}
