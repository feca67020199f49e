import { isoInstant } from "../instant.ts";
import type { Slot } from "./schema.ts";

/** One row of app.free_slots. */
export type SlotAnswer = { starts_at: string; ends_at: string; seats_left: number };

export function readSlot(row: SlotAnswer): Slot {
	return { startsAt: isoInstant(row.starts_at), endsAt: isoInstant(row.ends_at), seatsLeft: row.seats_left };
}
