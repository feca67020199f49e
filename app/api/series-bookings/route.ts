import { admitProgram } from "@/lib/auth";
import { bookSeries } from "@/lib/bookings/book-series";
import { idempotencyKey } from "@/lib/bookings/field-schema";
import { BookSeries } from "@/lib/bookings/schema";
import { body, created, handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { proveHuman } from "@/lib/prove-human";

export const POST = handle(async (request) => {
	const wish = BookSeries.parse(await body(request));
	const program = await admitProgram(request, "bookings:write");
	const key = idempotencyKey(request);
	await limit("bookings", request);
	await proveHuman(request, wish, program);
	const booked = await bookSeries(key, wish);
	deliverSoon();
	return created(booked);
});
