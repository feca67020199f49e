import { requireDeskUser } from "@/lib/auth";
import { listFeeds } from "@/lib/feeds/list-feeds";
import { saveFeed } from "@/lib/feeds/save-feed";
import { SaveFeed } from "@/lib/feeds/schema";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";

export const GET = handle(async (request) => {
	const who = await requireDeskUser();
	await limit("desk", request, { account: who.userId });
	return ok(await listFeeds(who));
});

export const PUT = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("rules", request, { account: who.userId });
	return ok(await saveFeed(who, SaveFeed.parse(wish)));
});
