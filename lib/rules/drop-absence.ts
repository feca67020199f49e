import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { type Edited, readEdited } from "./read-edited.ts";
import type { DropAbsence, OutsideBooking } from "./schema.ts";

/** Takes an absence back. Refuses DNIED, STALE. */
export async function dropAbsence(
	who: DeskUser,
	{ absence, version }: DropAbsence,
): Promise<{ outside: OutsideBooking[] }> {
	return readEdited(await call<Edited>("drop_absence", who.userId, absence, version ?? null));
}
