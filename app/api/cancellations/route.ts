import { after } from "next/server";
import { cancelBooking } from "@/lib/bookings/cancel-booking";
import { CancelBooking } from "@/lib/bookings/schema";
import { body, handle, ok } from "@/lib/http";
import { deliverMails } from "@/lib/mail/deliver-mails";

export const POST = handle(async (request) => {
	const { booking } = CancelBooking.parse(await body(request));
	const cancelled = await cancelBooking(booking);
	after(() => deliverMails(5_000));
	return ok(cancelled);
});
