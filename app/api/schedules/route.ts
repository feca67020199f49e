import { requireDeskUser } from "@/lib/auth";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { saveSchedule } from "@/lib/rules/save-schedule";
import { SaveSchedule } from "@/lib/rules/schema";

export const PUT = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser("rules:write");
	await limit("rules", request, { account: who.userId });
	return ok(await saveSchedule(who, SaveSchedule.parse(wish)));
});
