import "server-only";
import { env } from "../env.ts";
import { calendarOf } from "./calendar.ts";
import { getBooking } from "./get-booking.ts";
import { readRef } from "./ref.ts";

/** One booking as a calendar file for the booker. Refuses NTFND. */
export async function bookingCalendar(ref: string): Promise<string> {
	const { APP_URL } = env();
	const uid = `${readRef(ref).bookingId}@${new URL(APP_URL).hostname}`;
	return calendarOf(await getBooking(ref), uid, `${APP_URL}/b/${ref}`);
}
