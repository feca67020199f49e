import { cancelBooking } from "@/lib/bookings/cancel-booking";
import { FormCancellation } from "@/lib/bookings/schema";
import { form, handle, seeOther } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { Refusal } from "@/lib/refusal";

// A cancellation without any script. A "no" leads back to where it was asked for; a link that is none leads to its page,
// which says so.
export const POST = handle(async (request) => {
	const { booking, reason } = FormCancellation.parse(await form(request));
	try {
		await limit("cancellations", request);
		await cancelBooking(booking, reason);
		deliverSoon();
		return seeOther(`/b/${booking}`);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return seeOther(error.code === "NTFND" ? `/b/${booking}` : `/b/${booking}/cancel?no=${error.code}`);
	}
});
