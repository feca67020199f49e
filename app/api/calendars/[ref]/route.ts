import { bookingCalendar } from "@/lib/bookings/booking-calendar";
import { Ref } from "@/lib/bookings/schema";
import { handle } from "@/lib/http";

type Context = { params: Promise<{ ref: string }> };

export const GET = handle<Context>(async (_request, { params }) => {
	const ref = Ref.parse((await params).ref);
	return new Response(await bookingCalendar(ref), {
		headers: {
			"Content-Type": "text/calendar; charset=utf-8",
			"Content-Disposition": 'attachment; filename="booking.ics"',
			"Cache-Control": "private, no-store",
		},
	});
});
