import { admitProgram } from "@/lib/auth";
import { cancelBooking } from "@/lib/bookings/cancel-booking";
import { CancelBooking } from "@/lib/bookings/schema";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";

export const POST = handle(async (request) => {
	const { booking, reason } = CancelBooking.parse(await body(request));
	await admitProgram(request, "bookings:write");
	await limit("cancellations", request);
	const cancelled = await cancelBooking(booking, reason);
	deliverSoon();
	return ok(cancelled);
});
