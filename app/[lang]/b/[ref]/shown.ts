import type { Booking } from "@/lib/bookings/answer";
import { isOnlyAsked } from "@/lib/bookings/asked";
import type { Shown } from "./booking-head.tsx";

/** How a booking stands for its booker. Who has not been marked yet came, once it is over. */
export function shown(booking: Booking, now: number): Shown {
	if (booking.state === "confirmed" && Date.parse(booking.endsAt) < now) return "completed";
	if (booking.state === "no_show") return "missed";
	if (booking.hasLapsed) return "lapsed";
	return booking.state === "cancelled" && isOnlyAsked(booking) ? "takenBack" : (booking.state as Shown);
}
