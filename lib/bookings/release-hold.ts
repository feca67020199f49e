import "server-only";
import { call } from "../db.ts";
import { changed } from "../snapshots.ts";
import { offerSoon } from "../waits/offer-seats.ts";
import { readRef } from "./ref.ts";

/** Gives a held seat up; twice is once. Refuses a forged reference with NTFND. */
export async function releaseHold(ref: string): Promise<void> {
	const { bookingId, linkVersion } = readRef(ref);
	const teacher = await call<string | null>("release_hold", bookingId, linkVersion);
	if (!teacher) return;
	changed(teacher);
	offerSoon(teacher);
}
