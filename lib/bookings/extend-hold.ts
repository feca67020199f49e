import "server-only";
import { call } from "../db.ts";
import { type HoldAnswer, readHold } from "./read-hold.ts";
import { readRef } from "./ref.ts";
import type { Hold } from "./schema.ts";

/** Gives a hold its full time again; the same key once. Refuses REUSE, NTFND, LAPSD, LIMIT, CLOSD, QUEUE. */
export async function extendHold(key: string | null, ref: string): Promise<Hold> {
	const { bookingId, linkVersion } = readRef(ref);
	return readHold(await call<HoldAnswer>("extend_hold", bookingId, linkVersion, key));
}
