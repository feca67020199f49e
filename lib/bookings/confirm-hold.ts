import "server-only";
import { call } from "../db.ts";
import { changed } from "../snapshots.ts";
import type { Booked } from "./answer.ts";
import { type BookedAnswer, readBooked } from "./read-hold.ts";
import { readRef } from "./ref.ts";
import type { ConfirmHold } from "./schema.ts";

/** Turns a hold into a booking, or into a request to its teacher. Refuses REUSE, NTFND, INVAL, LAPSD, GONE0, CLOSD, QUEUE, CLASH, LIMIT. */
export async function confirmHold(key: string, wish: ConfirmHold): Promise<Booked> {
	const { bookingId, linkVersion } = readRef(wish.hold);
	const { name, email, timeZone, answers = {} } = wish;
	const booked = await call<BookedAnswer>(
		"confirm_hold",
		key,
		bookingId,
		linkVersion,
		name,
		email,
		timeZone,
		JSON.stringify(answers),
	);
	if (booked.was_free_at) changed(booked.was_free_at);
	return readBooked(booked);
}
