import { requireDeskUser } from "@/lib/auth";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { saveAbsence } from "@/lib/rules/save-absence";
import { SaveAbsence } from "@/lib/rules/schema";

export const PUT = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser("rules:write");
	await limit("rules", request, { account: who.userId });
	return ok(await saveAbsence(who, SaveAbsence.parse(wish)));
});
