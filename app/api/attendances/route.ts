import { requireDeskUser } from "@/lib/auth";
import { MarkAttendance } from "@/lib/desk/attendance-schema";
import { markAttendance } from "@/lib/desk/mark-attendance";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";

export const POST = handle(async (request) => {
	const sent = await body(request);
	const who = await requireDeskUser("bookings:write");
	await limit("desk", request, { account: who.userId });
	return ok(await markAttendance(who, MarkAttendance.parse(sent)));
});
