import "server-only";
import { call } from "../db.ts";
import type { TicketKey } from "../openings/ref.ts";
import { changed } from "../snapshots.ts";
import type { Hold } from "./answer.ts";
import { type HoldAnswer, readHold } from "./read-hold.ts";
import type { HoldSlot } from "./schema.ts";

/** Claims a seat for some minutes; `ticket` is that of a proven pass. Refuses REUSE, NTFND, CLOSD, LATE0, QUEUE, LIMIT, TAKEN. */
export async function holdSlot(key: string, wish: HoldSlot, ticket?: TicketKey): Promise<Hold> {
	const { teacher, type, startsAt, durationMinutes = null } = wish;
	const { ticketId = null, linkVersion = null } = ticket ?? {};
	const held = await call<HoldAnswer>(
		"hold_slot",
		key,
		teacher,
		type,
		startsAt,
		ticketId,
		linkVersion,
		durationMinutes,
	);
	changed(teacher);
	return readHold(held);
}
