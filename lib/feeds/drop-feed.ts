import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { type Edited, readEdited } from "../rules/read-edited.ts";
import type { OutsideBooking } from "../rules/schema.ts";
import type { OneFeed } from "./schema.ts";

/** Forgets a calendar from elsewhere; what it took can be booked again. Refuses DNIED. */
export async function dropFeed(who: DeskUser, { feed }: OneFeed): Promise<{ outside: OutsideBooking[] }> {
	return readEdited(await call<Edited>("drop_feed", who.userId, feed));
}
