import { admitProgram } from "@/lib/auth";
import { idempotencyKey } from "@/lib/bookings/field-schema";
import { holdSlot } from "@/lib/bookings/hold-slot";
import { HoldSlot } from "@/lib/bookings/schema";
import { body, created, handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { sparingLosses } from "@/lib/losses";
import { admittedTicket } from "@/lib/openings/pass";
import { counted } from "@/lib/openings/pulse";
import { proveHuman } from "@/lib/prove-human";
import { offerNearest } from "@/lib/slots/offer-nearest";
import { isSynthetic } from "@/lib/synthetic/shown";

export const POST = handle(async (request) => {
	const wish = HoldSlot.parse(await body(request));
	const program = await admitProgram(request, "bookings:write");
	const key = idempotencyKey(request);
	const ticket = wish.opening ? admittedTicket(request, wish.opening) : undefined;
	const takeBack = await limit("holds", request, { ticket: ticket?.ticketId });
	await proveHuman(request, wish, program || Boolean(ticket) || isSynthetic(request));
	const hold = () => holdSlot(key, wish, ticket);
	const sparing = ticket ? () => sparingLosses(request, ticket.ticketId, takeBack, hold) : hold;
	const claim = () => counted(wish.opening, sparing);
	return created(await offerNearest(wish, claim));
});
