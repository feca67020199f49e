import { ownerOf } from "@/lib/calendars/owner-of";
import { ShareCalendar } from "@/lib/calendars/schema";
import { shareCalendar } from "@/lib/calendars/share-calendar";
import { body, created, handle } from "@/lib/http";
import { limit } from "@/lib/limit";

export const POST = handle(async (request) => {
	const wish = ShareCalendar.parse(await body(request));
	await limit("calendarAddresses", request);
	return created(await shareCalendar(await ownerOf(request, wish)));
});
