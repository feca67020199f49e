import { ownerOf } from "@/lib/calendars/owner-of";
import { ShareCalendar } from "@/lib/calendars/schema";
import { unshareCalendar } from "@/lib/calendars/share-calendar";
import { body, done, handle } from "@/lib/http";
import { limit } from "@/lib/limit";

export const POST = handle(async (request) => {
	const wish = ShareCalendar.parse(await body(request));
	await limit("calendarAddresses", request);
	await unshareCalendar(await ownerOf(request, wish));
	return done();
});
