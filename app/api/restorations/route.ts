import { requireDeskUser } from "@/lib/auth";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { restoreType } from "@/lib/rules/restore-type";
import { OneType } from "@/lib/rules/type-schema";

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser("rules:write");
	await limit("rules", request, { account: who.userId });
	return ok(await restoreType(who, OneType.parse(wish)));
});
