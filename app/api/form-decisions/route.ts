import { decideByLink } from "@/lib/desk/decide-booking";
import { FormDecision } from "@/lib/desk/decide-schema";
import { form, handle, seeOther } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { Refusal } from "@/lib/refusal";

// A teacher's answer by the link of a mail, without any script. Whatever comes of it is shown on the page of that link.
export const POST = handle(async (request) => {
	const wish = FormDecision.parse(await form(request));
	const page = `/decide/${wish.decision}`;
	try {
		await limit("decisions", request);
		await decideByLink(wish);
		deliverSoon();
		return seeOther(page);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return seeOther(error.code === "NTFND" ? page : `${page}?no=${error.code}`);
	}
});
