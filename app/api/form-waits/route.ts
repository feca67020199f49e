import { FormKey } from "@/lib/bookings/schema";
import { form, handle, seeOther } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { proveHuman } from "@/lib/prove-human";
import { Refusal } from "@/lib/refusal";
import { forgetTyped, keepTyped } from "@/lib/typed";
import { joinWaitlist } from "@/lib/waits/join-waitlist";
import { FormWait, FormWaitPlace } from "@/lib/waits/schema";

// A place in line without any script: its answer is the page that the form stands on.
export const POST = handle(async (request) => {
	const typed = await form(request);
	const { teacher, type, timeZone, minutes, from } = FormWaitPlace.parse(typed);
	const page = `/t/${teacher}/book`;
	const back = (more: Record<string, string>) =>
		seeOther(
			`${page}?${new URLSearchParams({ type, ...(minutes && { minutes }), ...(from && { from }), zone: timeZone, wait: "list", ...more })}`,
		);
	try {
		const wish = FormWait.safeParse(typed);
		const key = FormKey.safeParse(typed);
		if (!wish.success || !key.success) throw new Refusal("INVAL");
		await limit("waits", request);
		await proveHuman(request, wish.data);
		const { place } = await joinWaitlist(key.data.key, wish.data);
		deliverSoon();
		forgetTyped(page);
		return back({ place: String(place) });
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return back({ no: error.code, again: keepTyped(page, typed), ...(typed.when && { when: typed.when }) });
	}
});
