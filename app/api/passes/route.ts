import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { OneTicket } from "@/lib/openings/schema";
import { takePass } from "@/lib/openings/take-pass";

export const POST = handle(async (request) => {
	const { ticket } = OneTicket.parse(await body(request));
	await limit("passes", request);
	return ok(await takePass(ticket));
});
