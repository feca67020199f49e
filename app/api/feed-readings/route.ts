import { requireDeskUser } from "@/lib/auth";
import { readDueFeeds } from "@/lib/feeds/read-due-feeds";
import { readFeedNow } from "@/lib/feeds/read-feed-now";
import { OneFeed } from "@/lib/feeds/schema";
import { body, handle, ok, operator } from "@/lib/http";
import { limit } from "@/lib/limit";

// What a cron calls. Crons can only GET, so it is the bearer secret and not the verb that keeps others out.
export const GET = handle(async (request) => {
	operator(request);
	return ok(await readDueFeeds(40_000));
});

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("feedReadings", request, { account: who.userId });
	return ok(await readFeedNow(who, OneFeed.parse(wish)));
});
