import { form, handle, seeOther } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { askInvitation } from "@/lib/openings/ask-invitation";
import { AskedFor, AskInvitation } from "@/lib/openings/schema";
import { proveHuman } from "@/lib/prove-human";
import { Refusal } from "@/lib/refusal";

// POST /api/invitation-requests for a page without a script. The opening's own page is the same for everybody, so that
// what came of it is shown on one beside it.
export const POST = handle(async (request) => {
	const typed = await form(request);
	const page = `/opening/${AskedFor.parse(typed).opening}/asked`;
	try {
		const wish = AskInvitation.safeParse(typed);
		if (!wish.success) throw new Refusal("INVAL");
		await limit("invitationRequests", request, { address: wish.data.email });
		await proveHuman(request, wish.data);
		await askInvitation(wish.data);
		deliverSoon();
		return seeOther(page);
	} catch (error) {
		if (error instanceof Refusal) return seeOther(`${page}?no=${error.code}`);
		throw error;
	}
});
