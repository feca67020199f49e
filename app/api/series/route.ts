import { listSeries } from "@/lib/bookings/list-series";
import { ListSeries } from "@/lib/bookings/schema";
import { handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";

export const GET = handle(async (request) => {
	const wish = ListSeries.parse(Object.fromEntries(new URL(request.url).searchParams));
	await limit("series", request);
	return ok({ dates: await listSeries(wish) });
});
