import "server-only";
import { call } from "../db.ts";
import { readSlot, type SlotAnswer } from "../slots/read-slot.ts";
import type { Slot } from "../slots/schema.ts";
import { readRef } from "./ref.ts";

/**
 * The free times from one instant (ms) up to another that a booking could have instead. It is in its own way nowhere, so
 * there may be some that lists for everybody do not have. Refuses NTFND for what is no booking, or stands no more.
 */
export async function listMoves(ref: string, from: number, until: number): Promise<Slot[]> {
	const { bookingId, linkVersion } = readRef(ref);
	const span = [new Date(from).toISOString(), new Date(Math.max(from, until)).toISOString()] as const;
	const rows = await call<SlotAnswer[]>("list_moves", bookingId, linkVersion, span[0], span[1]);
	return rows.map(readSlot);
}
