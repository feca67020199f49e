import { requireDeskUser } from "@/lib/auth";
import { idempotencyKey } from "@/lib/bookings/field-schema";
import { cancelAsTeacher } from "@/lib/desk/cancel-as-teacher";
import { CancelAsTeacher, isTimeOff } from "@/lib/desk/cancel-schema";
import { takeTimeOff } from "@/lib/desk/take-time-off";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";

export const POST = handle(async (request) => {
	const sent = await body(request);
	const who = await requireDeskUser("bookings:write");
	await limit("desk", request, { account: who.userId });
	const wish = CancelAsTeacher.parse(sent);
	const key = idempotencyKey(request);
	// An absence is of the rules: a program needs the right to both.
	if (wish.away) await requireDeskUser("rules:write");
	const cancelled = isTimeOff(wish)
		? await takeTimeOff(who, key, wish)
		: await cancelAsTeacher(who, key, wish);
	deliverSoon();
	return ok(cancelled);
});
