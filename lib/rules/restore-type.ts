import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { type Edited, readEdited } from "./read-edited.ts";
import type { OutsideBooking } from "./schema.ts";

/** A type that was retired is offered again; gives what is outside all the same. Refuses DNIED, NTFND. */
export async function restoreType(
	who: DeskUser,
	{ type }: { type: string },
): Promise<{ outside: OutsideBooking[] }> {
	return readEdited(await call<Edited>("restore_type", who.userId, type));
}
