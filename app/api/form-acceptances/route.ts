import { confirmHold } from "@/lib/bookings/confirm-hold";
import { readForm } from "@/lib/bookings/read-form";
import { FormKey, FormWho } from "@/lib/bookings/schema";
import { form, handle, seeOther } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { isReason, Refusal } from "@/lib/refusal";
import { forgetTyped, keepTyped } from "@/lib/typed";
import { getWait } from "@/lib/waits/get-wait";
import { FormAcceptance } from "@/lib/waits/schema";

// What is offered becomes a booking, like any other hold: by who was told of it, at their address. A "no" leads back to
// where it was asked for, with what was typed.
export const POST = handle(async (request) => {
	const typed = readForm(await form(request));
	const { wait: ref } = FormAcceptance.parse(typed);
	const page = `/wait/${ref}`;
	try {
		await limit("bookings", request);
		const { offer, state, email, timeZone } = await getWait(ref);
		if (!offer || (state !== "offered" && state !== "taken")) return seeOther(page);
		const who = FormWho.safeParse(typed);
		const key = FormKey.safeParse(typed);
		if (!who.success || !key.success) throw new Refusal("INVAL");
		const wish = { ...who.data, email, timeZone, hold: offer.hold };
		const { ref: booking } = await confirmHold(key.data.key, wish);
		deliverSoon();
		forgetTyped(page);
		return seeOther(`/b/${booking}?booked=1`);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		// A link that is none leads to its page, which says so.
		if (error.code === "NTFND") return seeOther(page);
		const { why } = error.detail;
		const said = { no: error.code, ...(isReason(why) && { why }), again: keepTyped(page, typed) };
		return seeOther(`${page}?${new URLSearchParams(said)}`);
	}
});
