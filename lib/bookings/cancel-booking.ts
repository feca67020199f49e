import "server-only";
import { call } from "../db.ts";
import { changed } from "../snapshots.ts";
import { offerSoon } from "../waits/offer-seats.ts";
import { readRef } from "./ref.ts";

type Cancelled = { state: "cancelled" | "declined" };

/**
 * Cancels a booking by its own link, or takes a request back; twice is once, and one that was declined meanwhile stays so.
 * The teacher is told `reason`. Refuses NTFND, LATE0.
 */
export async function cancelBooking(ref: string, reason?: string): Promise<Cancelled> {
	const { bookingId, linkVersion } = readRef(ref);
	const { state, teacher } =
		reason === undefined
			? await call<Cancelled & { teacher: string }>("cancel_booking", bookingId, linkVersion)
			: await call<Cancelled & { teacher: string }>("cancel_booking", bookingId, linkVersion, reason);
	changed(teacher);
	offerSoon(teacher);
	return { state };
}
