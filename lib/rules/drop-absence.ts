import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { type Edited, readEdited } from "./read-edited.ts";
import type { OutsideBooking } from "./schema.ts";

/** Takes an absence back. Refuses DNIED. */
export async function dropAbsence(
	who: DeskUser,
	{ absence }: { absence: string },
): Promise<{ outside: OutsideBooking[] }> {
	return readEdited(await call<Edited>("drop_absence", who.userId, absence));
}
