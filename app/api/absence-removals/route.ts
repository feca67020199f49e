import { requireDeskUser } from "@/lib/auth";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { dropAbsence } from "@/lib/rules/drop-absence";
import { DropAbsence } from "@/lib/rules/schema";

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser("rules:write");
	await limit("rules", request, { account: who.userId });
	return ok(await dropAbsence(who, DropAbsence.parse(wish)));
});
