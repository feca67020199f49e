import "server-only";
import { call } from "../db.ts";
import { changed } from "../snapshots.ts";
import { type HoldAnswer, readHold } from "./read-hold.ts";
import type { Hold, HoldSlot } from "./schema.ts";

/** Claims a seat for some minutes; `ticket` is that of a proven pass. Refuses REUSE, NTFND, CLOSD, LATE0, QUEUE, LIMIT, TAKEN. */
export async function holdSlot(key: string, wish: HoldSlot, ticket: string | null = null): Promise<Hold> {
	const held = await call<HoldAnswer>("hold_slot", key, wish.teacher, wish.type, wish.startsAt, ticket);
	changed(wish.teacher);
	return readHold(held);
}
