import { requireDeskUser } from "@/lib/auth";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { listTypes } from "@/lib/rules/list-types";
import { saveType } from "@/lib/rules/save-type";
import { SaveType } from "@/lib/rules/type-schema";

export const GET = handle(async (request) => {
	const who = await requireDeskUser("rules:read");
	await limit("desk", request, { account: who.userId });
	return ok({ types: await listTypes(who) });
});

export const PUT = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser("rules:write");
	await limit("rules", request, { account: who.userId });
	return ok(await saveType(who, SaveType.parse(wish)));
});
