import "server-only";
import { call } from "../db.ts";
import type { TicketKey } from "../openings/ref.ts";
import { changed } from "../snapshots.ts";
import { offerSoon } from "../waits/offer-seats.ts";
import type { Booked } from "./answer.ts";
import { type BookedAnswer, readBooked } from "./read-hold.ts";
import { readRef } from "./ref.ts";
import type { MoveBooking } from "./schema.ts";

/**
 * Gives a booking another time by its own link: the old one is given up only where the new one is taken, and the link stays.
 * `ticket` is that of a proven pass. Refuses REUSE, NTFND, STALE, LATE0, GONE0, CLOSD, QUEUE, CLASH, TAKEN, SLOWD.
 */
export async function moveBooking(key: string, wish: MoveBooking, ticket?: TicketKey): Promise<Booked> {
	const { bookingId, linkVersion } = readRef(wish.booking);
	const { teacher, ...moved } = await call<BookedAnswer & { teacher: string }>(
		"move_booking",
		key,
		bookingId,
		linkVersion,
		wish.startsAt,
		ticket?.ticketId ?? null,
		ticket?.linkVersion ?? null,
	);
	// One teacher's, both of them: the time that is free again, and the one that is not any more.
	changed(teacher);
	offerSoon(teacher);
	return readBooked(moved);
}
