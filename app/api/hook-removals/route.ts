import { requireDeskUser } from "@/lib/auth";
import { dropHook } from "@/lib/hooks/drop-hook";
import { DropHook } from "@/lib/hooks/schema";
import { body, done, handle } from "@/lib/http";
import { limit } from "@/lib/limit";

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("tokens", request, { account: who.userId });
	await dropHook(who, DropHook.parse(wish));
	return done();
});
