import "server-only";
import type { Booking } from "../bookings/answer.ts";
import { type BookingAnswer, readBooking } from "../bookings/read-booking.ts";
import { readDecision } from "../bookings/ref.ts";
import { call } from "../db.ts";
import { Refusal } from "../refusal.ts";

/** What was asked of a teacher, behind the link of their mail, however it stands by now. Refuses NTFND. */
export async function getRequest(decision: string): Promise<Booking> {
	const { bookingId, linkVersion } = readDecision(decision);
	const booking = readBooking(await call<BookingAnswer>("get_booking", bookingId, linkVersion));
	// Who has left has charge of nobody any more.
	if (!booking.decideUntil || booking.teacher.hasLeft) throw new Refusal("NTFND");
	return booking;
}
