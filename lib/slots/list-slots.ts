import "server-only";
import { call, read } from "../db.ts";
import { isoInstant } from "../instant.ts";
import { readSlot, type SlotAnswer } from "./read-slot.ts";
import type { ListSlots, SlotList } from "./schema.ts";
import { weekBounds } from "./week-bounds.ts";

type Answer = {
	time_zone: string;
	slots: SlotAnswer[];
	opens_at: string | null;
	opens_in_ms: number | null;
	closed: boolean;
};

/**
 * The free slots of one ISO week in UTC, and in how many milliseconds it opens, null once it has. `afterEdit` asks the
 * primary, since what is made of it has to show the edit. Refuses NTFND.
 */
export async function listSlots(
	{
		teacher,
		type,
		week,
		minutes = null,
	}: Omit<ListSlots, "minutes"> & { minutes?: number | null | undefined },
	{ afterEdit = false } = {},
): Promise<{ list: SlotList; opensInMs: number | null }> {
	const { from, until } = weekBounds(week);
	const ask = afterEdit ? call : read;
	const answer = await ask<Answer>("list_slots", teacher, type, from, until, minutes);
	return {
		list: {
			week,
			timeZone: answer.time_zone,
			opensAt: answer.opens_at && isoInstant(answer.opens_at),
			closed: answer.closed,
			slots: answer.slots.map(readSlot),
		},
		opensInMs: answer.opens_in_ms,
	};
}
