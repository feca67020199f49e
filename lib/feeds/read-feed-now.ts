import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { listFeeds } from "./list-feeds.ts";
import { type Claim, leaseSeconds, readFeed } from "./read-feed.ts";
import type { Feeds, OneFeed } from "./schema.ts";

/** Reads a calendar from elsewhere now, where nobody does already, and gives what the desk shows then. Refuses DNIED, NTFND. */
export async function readFeedNow(who: DeskUser, { feed }: OneFeed): Promise<Feeds> {
	const claim = await call<Claim | null>("take_feed", who.userId, feed, leaseSeconds);
	if (claim) await readFeed(claim);
	return listFeeds(who);
}
