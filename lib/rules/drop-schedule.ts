import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { type Edited, readEdited } from "./read-edited.ts";
import type { DropSchedule, OutsideBooking } from "./schema.ts";

/** Takes a schedule away. Refuses DNIED, STALE, and INVAL for the usual one and for one that types have. */
export async function dropSchedule(
	who: DeskUser,
	{ schedule, version }: DropSchedule,
): Promise<{ outside: OutsideBooking[] }> {
	return readEdited(await call<Edited>("drop_schedule", who.userId, schedule, version ?? null));
}
