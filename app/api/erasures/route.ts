import { requireDeskUser } from "@/lib/auth";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { eraseBooker } from "@/lib/office/erase-booker";
import { EraseBooker } from "@/lib/office/schema";

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("office", request, { account: who.userId });
	const erased = await eraseBooker(who, EraseBooker.parse(wish).email);
	deliverSoon();
	return ok(erased);
});
