import { requireDeskUser } from "@/lib/auth";
import { decideBooking } from "@/lib/desk/decide-booking";
import { DecideBooking } from "@/lib/desk/decide-schema";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";

export const POST = handle(async (request) => {
	const sent = await body(request);
	const who = await requireDeskUser("bookings:write");
	await limit("desk", request, { account: who.userId });
	const decided = await decideBooking(who, DecideBooking.parse(sent));
	deliverSoon();
	return ok(decided);
});
