import { body, done, handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { leaveOpening } from "@/lib/openings/leave-opening";
import { OneTicket } from "@/lib/openings/schema";

export const POST = handle(async (request) => {
	const { ticket } = OneTicket.parse(await body(request));
	await limit("departures", request);
	await leaveOpening(ticket);
	return done();
});
