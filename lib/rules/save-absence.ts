import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { type Edited, readEdited } from "./read-edited.ts";
import type { OutsideBooking, SaveAbsence } from "./schema.ts";

/** Notes that a teacher is away. Refuses DNIED, NTFND, LIMIT. */
export async function saveAbsence(
	who: DeskUser,
	{ absence, startsAt, endsAt, note }: SaveAbsence,
): Promise<{ outside: OutsideBooking[] }> {
	return readEdited(await call<Edited>("save_absence", who.userId, absence, startsAt, endsAt, note));
}
