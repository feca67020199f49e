import "server-only";
import { isoInstant } from "../instant.ts";
import { unlocked } from "../locked.ts";
import { type OutsideAnswer, withInstants } from "../rules/read-rules.ts";
import type { Feed, Feeds } from "./schema.ts";

export type FeedAnswer = {
	id: string;
	version: number;
	name: string;
	sealed_url: string;
	read_at: string | null;
	due_at: string;
	failures: number;
	trouble: string | null;
	is_reading: boolean;
	times: number;
};
export type FeedsAnswer = { feeds: FeedAnswer[]; outside: OutsideAnswer[]; shared_at: string | null };

/** What addresses of calendars are locked for. */
export const purpose = "calendar elsewhere";

export function readFeeds({ feeds, outside, shared_at }: FeedsAnswer): Feeds {
	return {
		feeds: feeds.map(readFeedAnswer),
		outside: outside.map(withInstants),
		sharedAt: shared_at && isoInstant(shared_at),
	};
}

export function readFeedAnswer({ sealed_url, read_at, due_at, is_reading, ...feed }: FeedAnswer): Feed {
	return {
		...feed,
		host: URL.parse(unlocked(purpose, feed.id, sealed_url) ?? "")?.host ?? "an address that is lost",
		readAt: read_at && isoInstant(read_at),
		dueAt: isoInstant(due_at),
		isReading: is_reading,
	};
}
