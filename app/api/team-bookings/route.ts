import { idempotencyKey } from "@/lib/bookings/schema";
import { body, created, handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { bookTeamSlot } from "@/lib/teams/book-team-slot";
import { BookTeamSlot } from "@/lib/teams/schema";

export const POST = handle(async (request) => {
	const wish = BookTeamSlot.parse(await body(request));
	const key = idempotencyKey(request);
	await limit("bookings", request);
	const booked = await bookTeamSlot(key, wish);
	deliverSoon();
	return created(booked);
});
