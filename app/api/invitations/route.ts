import { requireDeskUser } from "@/lib/auth";
import { body, handle, ok, sameOrigin } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { inviteFamilies } from "@/lib/office/invite-families";
import { InviteFamilies } from "@/lib/office/schema";

// Twenty thousand families.
const listBytes = 4 * 1024 * 1024;

export const POST = handle(async (request) => {
	// Nobody else has us read a list of this length.
	sameOrigin(request);
	const who = await requireDeskUser();
	await limit("office", request, { account: who.userId });
	const wish = await body(request, listBytes);
	const { opening, families } = InviteFamilies.parse(wish);
	const invited = await inviteFamilies(who, opening, families);
	deliverSoon();
	return ok(invited);
});
