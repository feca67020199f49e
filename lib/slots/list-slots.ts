import "server-only";
import { call } from "../db.ts";
import { readSlot, type SlotAnswer } from "./read-slot.ts";
import type { ListSlots, SlotList } from "./schema.ts";
import { weekBounds } from "./week-bounds.ts";

type Answer = { time_zone: string; slots: SlotAnswer[] };

/** The free slots of one ISO week in UTC. Refuses NTFND. */
export async function listSlots({ teacher, type, week }: ListSlots): Promise<SlotList> {
	const { from, until } = weekBounds(week);
	const answer = await call<Answer>("list_slots", teacher, type, from, until);
	return { week, timeZone: answer.time_zone, slots: answer.slots.map(readSlot) };
}
