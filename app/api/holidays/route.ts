import { requireDeskUser } from "@/lib/auth";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { saveHolidays } from "@/lib/rules/save-holidays";
import { SaveHolidays } from "@/lib/rules/schema";

export const PUT = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("rules", request, { account: who.userId });
	return ok(await saveHolidays(who, SaveHolidays.parse(wish)));
});
