import { requireDeskUser } from "@/lib/auth";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { changeZone } from "@/lib/rules/change-zone";
import { ChangeZone } from "@/lib/rules/schema";

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("rules", request, { account: who.userId });
	const changed = await changeZone(who, ChangeZone.parse(wish));
	deliverSoon();
	return ok(changed);
});
