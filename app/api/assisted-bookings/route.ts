import { requireDeskUser } from "@/lib/auth";
import { idempotencyKey } from "@/lib/bookings/field-schema";
import { body, created, handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { bookFor } from "@/lib/office/book-for";
import { BookFor } from "@/lib/office/schema";
import { offerNearest } from "@/lib/slots/offer-nearest";

export const POST = handle(async (request) => {
	const asked = await body(request);
	const who = await requireDeskUser();
	await limit("office", request, { account: who.userId });
	const wish = BookFor.parse(asked);
	const key = idempotencyKey(request);
	const booked = await offerNearest(wish, () => bookFor(who, key, wish));
	deliverSoon();
	return created(booked);
});
