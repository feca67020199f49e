import { requireDeskUser } from "@/lib/auth";
import { bookingsCsv } from "@/lib/desk/bookings-csv";
import { ExportBookings } from "@/lib/desk/list-schema";
import { handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { uncached } from "@/lib/uncached";

export const GET = handle(async (request) => {
	const who = await requireDeskUser("bookings:read");
	await limit("desk", request, { account: who.userId });
	const { zone, ...wish } = ExportBookings.parse(Object.fromEntries(new URL(request.url).searchParams));
	const { name, text } = await bookingsCsv(who, wish, zone);
	return new Response(text, {
		headers: {
			"Content-Type": "text/csv; charset=utf-8",
			"Content-Disposition": `attachment; filename="${name}"`,
			...uncached,
		},
	});
});
