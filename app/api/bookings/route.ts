import { after } from "next/server";
import { z } from "zod";
import { bookSlot } from "@/lib/bookings/book-slot";
import { confirmHold } from "@/lib/bookings/confirm-hold";
import { BookSlot, ConfirmHold, IdempotencyKey } from "@/lib/bookings/schema";
import { body, created, handle } from "@/lib/http";
import { deliverMails } from "@/lib/mail/deliver-mails";
import { offerNearest } from "@/lib/slots/offer-nearest";

// Confirms a hold, or takes a free seat in one step.
export const POST = handle(async (request) => {
	const wish = z.union([ConfirmHold, BookSlot]).parse(await body(request));
	const key = IdempotencyKey.parse(request.headers.get("idempotency-key"));
	const booked =
		"hold" in wish ? await confirmHold(key, wish) : await offerNearest(wish, () => bookSlot(key, wish));
	after(() => deliverMails(5_000));
	return created(booked);
});
