import { requireDeskUser } from "@/lib/auth";
import { body, done, handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { OneInvitation } from "@/lib/office/schema";
import { sendInvitation } from "@/lib/office/send-invitation";

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("office", request, { account: who.userId });
	await sendInvitation(who, OneInvitation.parse(wish));
	deliverSoon();
	return done();
});
