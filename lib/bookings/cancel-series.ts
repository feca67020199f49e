import "server-only";
import { call } from "../db.ts";
import { changed } from "../snapshots.ts";
import { offerSoon } from "../waits/offer-seats.ts";
import { readRef } from "./ref.ts";

/** `left` dates start too soon to be cancelled. */
export type CancelledSeries = { cancelled: number; left: number };

/** Cancels all dates of a series that can be, by the link of any of them; twice is once. The teacher is told `reason`. Refuses NTFND, LATE0. */
export async function cancelSeries(ref: string, reason?: string): Promise<CancelledSeries> {
	const { bookingId, linkVersion } = readRef(ref);
	const { teacher, ...done } =
		reason === undefined
			? await call<CancelledSeries & { teacher: string }>("cancel_series", bookingId, linkVersion)
			: await call<CancelledSeries & { teacher: string }>("cancel_series", bookingId, linkVersion, reason);
	changed(teacher);
	offerSoon(teacher);
	return done;
}
