import { bookSeries } from "@/lib/bookings/book-series";
import { BookSeries, idempotencyKey } from "@/lib/bookings/schema";
import { body, created, handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";

export const POST = handle(async (request) => {
	const wish = BookSeries.parse(await body(request));
	const key = idempotencyKey(request);
	await limit("bookings", request);
	const booked = await bookSeries(key, wish);
	deliverSoon();
	return created(booked);
});
