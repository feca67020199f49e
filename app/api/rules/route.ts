import { requireDeskUser } from "@/lib/auth";
import { handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { openRules } from "@/lib/rules/open-rules";

export const GET = handle(async (request) => {
	const who = await requireDeskUser("rules:read");
	await limit("desk", request, { account: who.userId });
	return ok(await openRules(who));
});
