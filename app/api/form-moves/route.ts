import { moveBooking } from "@/lib/bookings/move-booking";
import { FormMove } from "@/lib/bookings/schema";
import { form, handle, seeOther } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { admittedTicket } from "@/lib/openings/pass";
import { counted } from "@/lib/openings/pulse";
import { Refusal } from "@/lib/refusal";

// A move without any script. A "no" leads back to where it was asked for, which shows other times; a link that is none leads
// to its page, which says so.
export const POST = handle(async (request) => {
	const { key, ...wish } = FormMove.parse(await form(request));
	const page = `/b/${wish.booking}`;
	try {
		const ticket = wish.opening ? admittedTicket(request, wish.opening) : undefined;
		await limit("moves", request, { ticket: ticket?.ticketId });
		await counted(wish.opening, () => moveBooking(key, wish, ticket));
		deliverSoon();
		return seeOther(`${page}?moved=1`);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		if (error.code === "NTFND") return seeOther(page);
		const again = new URLSearchParams({
			slot: wish.startsAt,
			no: error.code,
			...(error.detail.retryAfter !== undefined && { wait: String(error.detail.retryAfter) }),
		});
		return seeOther(`${page}/move?${again}`);
	}
});
