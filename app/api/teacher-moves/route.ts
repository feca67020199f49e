import { requireDeskUser } from "@/lib/auth";
import { moveAsTeacher } from "@/lib/desk/move-as-teacher";
import { MoveAsTeacher } from "@/lib/desk/move-schema";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";

export const POST = handle(async (request) => {
	const sent = await body(request);
	const who = await requireDeskUser("bookings:write");
	await limit("desk", request, { account: who.userId });
	const moved = await moveAsTeacher(who, MoveAsTeacher.parse(sent));
	deliverSoon();
	return ok(moved);
});
