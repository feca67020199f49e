import { extendHold } from "@/lib/bookings/extend-hold";
import { OneHold } from "@/lib/bookings/schema";
import { body, handle, ok } from "@/lib/http";
import { offerNearest } from "@/lib/slots/offer-nearest";

export const POST = handle(async (request) => {
	const wish = OneHold.parse(await body(request));
	return ok(await offerNearest(wish, () => extendHold(wish.hold)));
});
