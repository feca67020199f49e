import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { type FeedsAnswer, readFeeds } from "./read-feed-answer.ts";
import type { Feeds } from "./schema.ts";

/** A teacher's calendars from elsewhere, in the order they were added. Refuses DNIED. */
export async function listFeeds(who: DeskUser): Promise<Feeds> {
	return readFeeds(await call<FeedsAnswer>("list_feeds", who.userId));
}
