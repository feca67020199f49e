import { admitProgram } from "@/lib/auth";
import { extendHold } from "@/lib/bookings/extend-hold";
import { idempotencyKey } from "@/lib/bookings/field-schema";
import { OneHold } from "@/lib/bookings/schema";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { offerNearest } from "@/lib/slots/offer-nearest";

export const POST = handle(async (request) => {
	const wish = OneHold.parse(await body(request));
	await admitProgram(request, "bookings:write");
	// Who sends none is not told apart from who asks once more.
	const key = request.headers.has("idempotency-key") ? idempotencyKey(request) : null;
	await limit("extensions", request);
	return ok(await offerNearest(wish, () => extendHold(key, wish.hold)));
});
