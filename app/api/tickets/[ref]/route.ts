import { handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { getTicket } from "@/lib/openings/get-ticket";
import { TicketRef } from "@/lib/openings/schema";

type Context = { params: Promise<{ ref: string }> };

export const GET = handle<Context>(async (request, { params }) => {
	const ref = TicketRef.parse((await params).ref);
	await limit("places", request);
	return ok(await getTicket(ref));
});
