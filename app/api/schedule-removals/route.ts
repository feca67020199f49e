import { requireDeskUser } from "@/lib/auth";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { dropSchedule } from "@/lib/rules/drop-schedule";
import { DropSchedule } from "@/lib/rules/schema";

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser("rules:write");
	await limit("rules", request, { account: who.userId });
	return ok(await dropSchedule(who, DropSchedule.parse(wish)));
});
