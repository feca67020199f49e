import { readRef } from "../../../lib/bookings/ref.ts";
import { book, booker, rows, startIn } from "./school.ts";

let made = 0;

/** The id of a booking that has begun some minutes ago: booked as anybody does, and then moved in time. */
export async function begunBooking(teacher: string, name = "Has Begun"): Promise<string> {
	const nth = ++made;
	const { bookingId } = readRef(await book(teacher, startIn(40 + nth), booker(`${name} ${nth}`)));
	const [row] = await rows<{ appointment_id: string }>(
		`update app.bookings set during = tstzrange(now() - make_interval(mins => $2 * 40), now() - make_interval(mins => $2 * 40 - 30))
		where id = $1 returning appointment_id`,
		[bookingId, nth],
	);
	await rows(
		`update app.appointments set starts_at = lower(booking.during), ends_at = upper(booking.during), busy = booking.during
		from app.bookings booking where booking.appointment_id = appointments.id and appointments.id = $1`,
		[row?.appointment_id],
	);
	return bookingId;
}
