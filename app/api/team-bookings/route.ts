import { admitProgram } from "@/lib/auth";
import { idempotencyKey } from "@/lib/bookings/field-schema";
import { body, created, handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { proveHuman } from "@/lib/prove-human";
import { bookTeamSlot } from "@/lib/teams/book-team-slot";
import { BookTeamSlot } from "@/lib/teams/schema";

export const POST = handle(async (request) => {
	const wish = BookTeamSlot.parse(await body(request));
	const program = await admitProgram(request, "bookings:write");
	const key = idempotencyKey(request);
	await limit("bookings", request);
	await proveHuman(request, wish, program);
	const booked = await bookTeamSlot(key, wish);
	deliverSoon();
	return created(booked);
});
