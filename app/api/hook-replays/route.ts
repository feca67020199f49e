import { requireDeskUser } from "@/lib/auth";
import { replayHook } from "@/lib/hooks/replay-hook";
import { ReplayHook } from "@/lib/hooks/schema";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("tokens", request, { account: who.userId });
	const replayed = await replayHook(who, ReplayHook.parse(wish));
	deliverSoon();
	return ok(replayed);
});
