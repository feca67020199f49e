import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { type Edited, readEdited } from "./read-edited.ts";
import type { OutsideBooking } from "./schema.ts";

/** Takes a schedule away; its types have the usual one then. Refuses DNIED, and INVAL for the usual one. */
export async function dropSchedule(
	who: DeskUser,
	{ schedule }: { schedule: string },
): Promise<{ outside: OutsideBooking[] }> {
	return readEdited(await call<Edited>("drop_schedule", who.userId, schedule));
}
