import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { type Edited, readEdited } from "../rules/read-edited.ts";
import type { OutsideBooking } from "../rules/schema.ts";
import type { DropFeed } from "./schema.ts";

/** Forgets a calendar from elsewhere; what it took can be booked again. Refuses DNIED, STALE. */
export async function dropFeed(
	who: DeskUser,
	{ feed, version }: DropFeed,
): Promise<{ outside: OutsideBooking[] }> {
	return readEdited(await call<Edited>("drop_feed", who.userId, feed, version ?? null));
}
