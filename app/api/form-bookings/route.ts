import { bookSlot } from "@/lib/bookings/book-slot";
import { readForm } from "@/lib/bookings/read-form";
import { FormBooking, FormPlace } from "@/lib/bookings/schema";
import { form, handle, seeOther } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { admittedTicket } from "@/lib/openings/pass";
import { counted } from "@/lib/openings/pulse";
import { proveHuman } from "@/lib/prove-human";
import { isReason, Refusal } from "@/lib/refusal";
import { forgetTyped, keepTyped } from "@/lib/typed";

// A booking in one step without any script: a plain form comes in, and its answer is another page. A "no" leads back to
// the form, with what was typed still in it.
export const POST = handle(async (request) => {
	const typed = readForm(await form(request));
	const place = FormPlace.parse(typed);
	const page = `/t/${place.teacher}/book`;
	try {
		const wish = FormBooking.safeParse(typed);
		if (!wish.success) throw new Refusal("INVAL");
		const { key, ...booking } = wish.data;
		const ticket = booking.opening ? admittedTicket(request, booking.opening) : undefined;
		await limit("bookings", request, { ticket: ticket?.ticketId });
		await proveHuman(request, booking, Boolean(ticket));
		const { ref } = await counted(booking.opening, () => bookSlot(key, booking, ticket));
		deliverSoon();
		forgetTyped(page);
		return seeOther(`/b/${ref}?booked=1`);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const again = new URLSearchParams({
			slot: `${place.type}/${place.startsAt}`,
			zone: place.timeZone,
			...(place.durationMinutes && { minutes: String(place.durationMinutes) }),
			no: error.code,
			...(isReason(error.detail.why) && { why: error.detail.why }),
			...(error.detail.retryAfter !== undefined && { wait: String(error.detail.retryAfter) }),
			again: keepTyped(page, typed),
		});
		return seeOther(`${page}?${again}`);
	}
});
