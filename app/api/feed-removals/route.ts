import { requireDeskUser } from "@/lib/auth";
import { dropFeed } from "@/lib/feeds/drop-feed";
import { DropFeed } from "@/lib/feeds/schema";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("rules", request, { account: who.userId });
	return ok(await dropFeed(who, DropFeed.parse(wish)));
});
