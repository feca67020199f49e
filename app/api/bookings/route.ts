import { bookSlot } from "@/lib/bookings/book-slot";
import { confirmHold } from "@/lib/bookings/confirm-hold";
import { BookSlot, ConfirmHold, idempotencyKey } from "@/lib/bookings/schema";
import { body, created, handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { admittedTicket, ticketOf } from "@/lib/openings/pass";
import { counted } from "@/lib/openings/pulse";
import { offerNearest } from "@/lib/slots/offer-nearest";

// Confirms a hold, or takes a free seat in one step.
export const POST = handle(async (request) => {
	const wish = readWish(await body(request));
	const key = idempotencyKey(request);
	const { opening } = wish;
	// A hold outlives the pass it was taken with, and is proof enough; who confirms one is only counted.
	const ticket = opening ? ("hold" in wish ? ticketOf : admittedTicket)(request, opening) : undefined;
	await limit("bookings", request, { ticket: ticket?.ticketId });
	const claim = () => ("hold" in wish ? confirmHold(key, wish) : bookSlot(key, wish, ticket));
	const booked = await offerNearest(wish, () => counted(ticket ? opening : undefined, claim));
	deliverSoon();
	return created(booked);
});

/** Which of the two is meant, so that what is said of the fields is said of the right one. */
function readWish(wish: unknown): ConfirmHold | BookSlot {
	const held = typeof wish === "object" && wish !== null && Object.hasOwn(wish, "hold");
	return held ? ConfirmHold.parse(wish) : BookSlot.parse(wish);
}
