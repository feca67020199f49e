import type { Booking } from "../bookings/answer.ts";

/** Of what the times are that a booking could have instead: its teacher, its type, and as long. */
export function startsLike({ teacher, type, startsAt, endsAt }: Booking) {
	const durationMinutes = (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
	return { teacher: teacher.handle, type: type.handle, durationMinutes };
}
