import "server-only";
import { readRef } from "../bookings/ref.ts";
import { call } from "../db.ts";
import { readSlot, type SlotAnswer } from "./read-slot.ts";
import type { Slot } from "./schema.ts";

type Wish = { teacher: string; type: string; startsAt: string; durationMinutes?: number | undefined };

const most = 6;
const lifeMs = 1_000;
const recent = new Map<string, { at: number; slots: Promise<Slot[]> }>();

/**
 * The six free slots nearest to a start that was lost. When thousands lose the same slot at once, one question a
 * second serves them all; a slot shown here that is gone by the tap is refused again, kindly.
 */
export function nearestSlots(wish: Wish): Promise<Slot[]> {
	const { teacher, type, startsAt, durationMinutes = "" } = wish;
	const key = `${teacher}/${type}/${startsAt}/${durationMinutes}`;
	const known = recent.get(key);
	if (known && Date.now() - known.at < lifeMs) return known.slots;
	const slots = ask(wish);
	if (recent.size >= 500) recent.clear();
	recent.set(key, { at: Date.now(), slots });
	return slots;
}

/** The same for a hold that ran out. */
export async function nearestToHold(ref: string): Promise<Slot[]> {
	const { bookingId, linkVersion } = readRef(ref);
	const rows = await call<SlotAnswer[]>("nearest_to_hold", bookingId, linkVersion, most);
	return rows.map(readSlot);
}

async function ask(wish: Wish): Promise<Slot[]> {
	const { teacher, type, startsAt, durationMinutes = null } = wish;
	const rows = await call<SlotAnswer[]>("nearest_slots", teacher, type, startsAt, most, durationMinutes);
	return rows.map(readSlot);
}
