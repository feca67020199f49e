import "server-only";
import { call } from "../db.ts";
import { type HoldAnswer, readHold } from "./read-hold.ts";
import type { Hold, HoldSlot } from "./schema.ts";

/** Claims a seat for some minutes. Refuses REUSE, NTFND, CLOSD, LATE0, TAKEN. */
export async function holdSlot(key: string, wish: HoldSlot): Promise<Hold> {
	return readHold(await call<HoldAnswer>("hold_slot", key, wish.teacher, wish.type, wish.startsAt));
}
