import "server-only";
import { call } from "../db.ts";
import type { Language } from "../languages/languages.js";
import type { Booking } from "./answer.ts";
import { type BookingAnswer, readBooking } from "./read-booking.ts";
import { readRef } from "./ref.ts";

/** One booking behind its signed reference, for who reads that language, or else the booking's. Refuses NTFND. */
export async function getBooking(ref: string, language?: Language): Promise<Booking> {
	const { bookingId, linkVersion } = readRef(ref);
	return readBooking(await call<BookingAnswer>("get_booking", bookingId, linkVersion), language);
}
