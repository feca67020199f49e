import { form, handle, seeOther } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { Refusal } from "@/lib/refusal";
import { declineOffer } from "@/lib/waits/decline-offer";
import { leaveWaitlist } from "@/lib/waits/leave-waitlist";
import { FormWaitDeparture } from "@/lib/waits/schema";

// Says no to what is offered, or waits no longer. The page of the link says what came of it.
export const POST = handle(async (request) => {
	const { wait, what } = FormWaitDeparture.parse(await form(request));
	try {
		await limit("waits", request);
		await (what === "decline" ? declineOffer : leaveWaitlist)(wait);
		// Who is next hears of it at once.
		deliverSoon();
		return seeOther(`/wait/${wait}`);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return seeOther(`/wait/${wait}${error.code === "NTFND" ? "" : `?no=${error.code}`}`);
	}
});
