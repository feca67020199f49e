import { bookingCalendar } from "@/lib/bookings/booking-calendar";
import { Ref } from "@/lib/bookings/field-schema";
import { handle } from "@/lib/http";
import { uncached } from "@/lib/uncached";

type Context = { params: Promise<{ ref: string }> };

export const GET = handle<Context>(async (_request, { params }) => {
	const ref = Ref.parse((await params).ref);
	const { text, contentType } = await bookingCalendar(ref);
	return new Response(text, {
		headers: {
			"Content-Type": contentType,
			"Content-Disposition": 'attachment; filename="booking.ics"',
			...uncached,
		},
	});
});
