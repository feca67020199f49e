import { requireDeskUser } from "@/lib/auth";
import { idempotencyKey } from "@/lib/bookings/schema";
import { cancelAsTeacher } from "@/lib/desk/cancel-as-teacher";
import { CancelAsTeacher } from "@/lib/desk/cancel-schema";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";

export const POST = handle(async (request) => {
	const sent = await body(request);
	const who = await requireDeskUser("bookings:write");
	await limit("desk", request, { account: who.userId });
	const wish = CancelAsTeacher.parse(sent);
	const cancelled = await cancelAsTeacher(who, idempotencyKey(request), wish);
	deliverSoon();
	return ok(cancelled);
});
