import "server-only";
import { call } from "../db.ts";
import { changed } from "../snapshots.ts";
import type { Hold } from "./answer.ts";
import { type HoldAnswer, readHold } from "./read-hold.ts";
import { readRef } from "./ref.ts";

/** Gives a hold its full time again; the same key once. Refuses REUSE, NTFND, LAPSD, LIMIT, CLOSD, QUEUE. */
export async function extendHold(key: string | null, ref: string): Promise<Hold> {
	const { bookingId, linkVersion } = readRef(ref);
	const held = await call<HoldAnswer>("extend_hold", bookingId, linkVersion, key);
	if (held.was_free_at) changed(held.was_free_at);
	return readHold(held);
}
