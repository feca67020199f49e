import { accepted, body, handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { askInvitation } from "@/lib/openings/ask-invitation";
import { AskInvitation } from "@/lib/openings/schema";
import { proveHuman } from "@/lib/prove-human";

export const POST = handle(async (request) => {
	const wish = AskInvitation.parse(await body(request));
	await limit("invitationRequests", request, { address: wish.email });
	await proveHuman(request, wish);
	await askInvitation(wish);
	deliverSoon();
	return accepted();
});
