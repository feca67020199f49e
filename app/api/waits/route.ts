import { idempotencyKey } from "@/lib/bookings/field-schema";
import { body, created, handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { proveHuman } from "@/lib/prove-human";
import { joinWaitlist } from "@/lib/waits/join-waitlist";
import { JoinWaitlist } from "@/lib/waits/schema";

export const POST = handle(async (request) => {
	const wish = JoinWaitlist.parse(await body(request));
	const key = idempotencyKey(request);
	await limit("waits", request);
	await proveHuman(request, wish);
	const waiting = await joinWaitlist(key, wish);
	deliverSoon();
	return created(waiting);
});
