import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { type Edited, readEdited } from "./read-edited.ts";
import type { OutsideBooking, SaveAbsence } from "./schema.ts";

/** Notes that a teacher is away. Refuses DNIED, NTFND, STALE, LIMIT. */
export async function saveAbsence(
	who: DeskUser,
	{ absence, version, startsAt, endsAt, note }: SaveAbsence,
): Promise<{ version: number; outside: OutsideBooking[] }> {
	const saved = await call<Edited & { version: number }>(
		"save_absence",
		who.userId,
		absence,
		version,
		startsAt,
		endsAt,
		note,
	);
	return { version: saved.version, ...readEdited(saved) };
}
