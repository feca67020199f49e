import "server-only";
import { env } from "../env.ts";
import { type Calendar, calendarOf } from "./calendar.ts";
import { getBooking } from "./get-booking.ts";
import { readRef } from "./ref.ts";

/** One booking as a calendar file for the booker. Refuses NTFND. */
export async function bookingCalendar(ref: string): Promise<Calendar> {
	const { APP_URL, MAIL_FROM } = env();
	const uid = `${readRef(ref).bookingId}@${new URL(APP_URL).hostname}`;
	return calendarOf(await getBooking(ref), { uid, url: `${APP_URL}/b/${ref}`, from: MAIL_FROM.address });
}
