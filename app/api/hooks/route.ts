import { requireDeskUser } from "@/lib/auth";
import { listHooks } from "@/lib/hooks/list-hooks";
import { saveHook } from "@/lib/hooks/save-hook";
import { SaveHook } from "@/lib/hooks/schema";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";

export const GET = handle(async (request) => {
	const who = await requireDeskUser();
	await limit("desk", request, { account: who.userId });
	return ok({ hooks: await listHooks(who) });
});

export const PUT = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("tokens", request, { account: who.userId });
	return ok(await saveHook(who, SaveHook.parse(wish)));
});
