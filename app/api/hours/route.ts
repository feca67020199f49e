import { requireDeskUser } from "@/lib/auth";
import { saveHours } from "@/lib/desk/save-hours";
import { SaveHours } from "@/lib/desk/schema";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";

export const PUT = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("hours", request, { account: who.userId });
	return ok(await saveHours(who, SaveHours.parse(wish)));
});
