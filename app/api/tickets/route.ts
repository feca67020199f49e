import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { joinOpening } from "@/lib/openings/join-opening";
import { JoinOpening } from "@/lib/openings/schema";

export const POST = handle(async (request) => {
	const { invitation } = JoinOpening.parse(await body(request));
	await limit("tickets", request);
	return ok(await joinOpening(invitation));
});
