import { admitProgram } from "@/lib/auth";
import { idempotencyKey } from "@/lib/bookings/field-schema";
import { moveBooking } from "@/lib/bookings/move-booking";
import { MoveBooking } from "@/lib/bookings/schema";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { admittedTicket } from "@/lib/openings/pass";
import { counted } from "@/lib/openings/pulse";
import { offerNearest } from "@/lib/slots/offer-nearest";

export const POST = handle(async (request) => {
	const wish = MoveBooking.parse(await body(request));
	await admitProgram(request, "bookings:write");
	const key = idempotencyKey(request);
	const ticket = wish.opening ? admittedTicket(request, wish.opening) : undefined;
	await limit("moves", request, { ticket: ticket?.ticketId });
	const move = () => counted(wish.opening, () => moveBooking(key, wish, ticket));
	const moved = await offerNearest(wish, move);
	deliverSoon();
	return ok(moved);
});
