import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { type Edited, readEdited } from "./read-edited.ts";
import type { OutsideBooking } from "./schema.ts";

/** A type is offered no longer; what was booked of it stands, and is outside what is offered. Refuses DNIED, NTFND. */
export async function retireType(
	who: DeskUser,
	{ type }: { type: string },
): Promise<{ outside: OutsideBooking[] }> {
	return readEdited(await call<Edited>("retire_type", who.userId, type));
}
