import { extendHold } from "@/lib/bookings/extend-hold";
import { OneHold } from "@/lib/bookings/schema";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { offerNearest } from "@/lib/slots/offer-nearest";

export const POST = handle(async (request) => {
	const wish = OneHold.parse(await body(request));
	await limit("extensions", request);
	return ok(await offerNearest(wish, () => extendHold(wish.hold)));
});
