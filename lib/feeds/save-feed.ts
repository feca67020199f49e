import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { locked } from "../locked.ts";
import { whyNot } from "../outbound.ts";
import { Refusal } from "../refusal.ts";
import { type FeedAnswer, purpose, readFeedAnswer } from "./read-feed-answer.ts";
import type { Feed, SaveFeed } from "./schema.ts";
import { unreachedWords } from "./trouble.ts";

/** Adds a calendar from elsewhere, or renames one. Refuses DNIED, NTFND, STALE, LIMIT, and INVAL for an address that nobody may be sent to. */
export async function saveFeed(
	who: DeskUser,
	{ feed, version, name, url }: SaveFeed,
): Promise<{ feed: Feed }> {
	const no = url && whyNot(url);
	if (no) throw new Refusal("INVAL", { fields: { url: unreachedWords[no] } });
	const sealed = url ? locked(purpose, feed, url) : null;
	return {
		feed: readFeedAnswer(await call<FeedAnswer>("save_feed", who.userId, feed, version, name, sealed)),
	};
}
