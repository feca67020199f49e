import { requireDeskUser } from "@/lib/auth";
import { OpenCalendar } from "@/lib/desk/calendar-schema";
import { openCalendar } from "@/lib/desk/open-calendar";
import { handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";

export const GET = handle(async (request) => {
	const who = await requireDeskUser();
	await limit("desk", request, { account: who.userId });
	const asked = Object.fromEntries(new URL(request.url).searchParams);
	return ok(await openCalendar(who, OpenCalendar.parse(asked)));
});
