import { extendHold } from "@/lib/bookings/extend-hold";
import { OneHold } from "@/lib/bookings/schema";
import { body, handle, ok } from "@/lib/http";

export const POST = handle(async (request) => {
	const { hold } = OneHold.parse(await body(request));
	return ok(await extendHold(hold));
});
