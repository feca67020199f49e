import { requireDeskUser } from "@/lib/auth";
import { body, done, handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { dropWait } from "@/lib/waits/drop-wait";
import { RemoveWait } from "@/lib/waits/schema";

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("desk", request, { account: who.userId });
	await dropWait(who, RemoveWait.parse(wish));
	deliverSoon();
	return done();
});
