import { holdSlot } from "@/lib/bookings/hold-slot";
import { HoldSlot, idempotencyKey } from "@/lib/bookings/schema";
import { body, created, handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { offerNearest } from "@/lib/slots/offer-nearest";

export const POST = handle(async (request) => {
	const wish = HoldSlot.parse(await body(request));
	const key = idempotencyKey(request);
	await limit("holds", request);
	return created(await offerNearest(wish, () => holdSlot(key, wish)));
});
