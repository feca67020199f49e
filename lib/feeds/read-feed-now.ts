import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { Refusal } from "../refusal.ts";
import { listFeeds } from "./list-feeds.ts";
import { inPlace } from "./places.ts";
import { type Claim, leaseSeconds, readFeed } from "./read-feed.ts";
import type { Feeds, OneFeed } from "./schema.ts";

// Somebody watches it being read, and may as well watch it wait for a moment.
const patienceMs = 8_000;

/**
 * Reads a calendar from elsewhere now, where nobody does already, and gives what the desk shows then. Refuses DNIED, NTFND,
 * and BUSY0 while too many are read: it is read in its turn then.
 */
export async function readFeedNow(who: DeskUser, { feed }: OneFeed): Promise<Feeds> {
	const read = await inPlace(async () => {
		const claim = await call<Claim | null>("take_feed", who.userId, feed, leaseSeconds);
		if (claim) await readFeed(claim);
	}, patienceMs);
	if (!read) throw new Refusal("BUSY0", { retryAfter: 20 });
	return listFeeds(who);
}
