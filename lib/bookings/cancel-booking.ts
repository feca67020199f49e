import "server-only";
import { call } from "../db.ts";
import { changed } from "../snapshots.ts";
import { readRef } from "./ref.ts";

/** Cancels a booking by its own link; twice is once. Refuses NTFND, LATE0. */
export async function cancelBooking(ref: string): Promise<{ state: "cancelled" }> {
	const { bookingId, linkVersion } = readRef(ref);
	const { teacher } = await call<{ teacher: string }>("cancel_booking", bookingId, linkVersion);
	changed(teacher);
	return { state: "cancelled" };
}
