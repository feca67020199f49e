import { admitProgram } from "@/lib/auth";
import { releaseHold } from "@/lib/bookings/release-hold";
import { OneHold } from "@/lib/bookings/schema";
import { body, done, handle } from "@/lib/http";
import { limit } from "@/lib/limit";

export const POST = handle(async (request) => {
	const { hold } = OneHold.parse(await body(request));
	await admitProgram(request, "bookings:write");
	await limit("releases", request);
	await releaseHold(hold);
	return done();
});
