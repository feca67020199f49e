import { getLocale } from "next-intl/server";
import type { Booking } from "@/lib/bookings/answer";
import { getBooking } from "@/lib/bookings/get-booking";
import { Refusal } from "@/lib/refusal";

/** `notFound()` would leave the page to a script here, and this has to read well without one. */
export async function findBooking(ref: string): Promise<Booking | null> {
	try {
		return await getBooking(ref, await getLocale());
	} catch (error) {
		if (error instanceof Refusal && error.code === "NTFND") return null;
		throw error;
	}
}
