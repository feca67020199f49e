import { admitProgram, requireDeskUser } from "@/lib/auth";
import { bookSlot } from "@/lib/bookings/book-slot";
import { confirmHold } from "@/lib/bookings/confirm-hold";
import { idempotencyKey } from "@/lib/bookings/field-schema";
import { BookSlot, ConfirmHold } from "@/lib/bookings/schema";
import { listBookings } from "@/lib/desk/list-bookings";
import { ReadBookings } from "@/lib/desk/list-schema";
import { body, created, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { admittedTicket, ticketOf } from "@/lib/openings/pass";
import { counted } from "@/lib/openings/pulse";
import { proveHuman } from "@/lib/prove-human";
import { offerNearest } from "@/lib/slots/offer-nearest";

// The bookings of which somebody has charge, a page at a time.
export const GET = handle(async (request) => {
	const who = await requireDeskUser("bookings:read");
	await limit("desk", request, { account: who.userId });
	const { zone, ...wish } = ReadBookings.parse(Object.fromEntries(new URL(request.url).searchParams));
	const { bookings, next } = await listBookings(who, wish, zone);
	return ok({ bookings, next });
});

// Confirms a hold, or takes a free seat in one step.
export const POST = handle(async (request) => {
	const wish = readWish(await body(request));
	const program = await admitProgram(request, "bookings:write");
	const key = idempotencyKey(request);
	const { opening } = wish;
	// A hold outlives the pass it was taken with, and is proof enough; who confirms one is only counted.
	const ticket = opening ? ("hold" in wish ? ticketOf : admittedTicket)(request, opening) : undefined;
	await limit("bookings", request, { ticket: ticket?.ticketId });
	// Who holds the seat was asked as they took it.
	await proveHuman(request, wish, program || Boolean(ticket) || "hold" in wish);
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
