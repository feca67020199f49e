import { handle, ok } from "@/lib/http";
import { getTicket } from "@/lib/openings/get-ticket";
import { TicketRef } from "@/lib/openings/schema";

type Context = { params: Promise<{ ref: string }> };

export const GET = handle<Context>(async (_request, { params }) => {
	return ok(await getTicket(TicketRef.parse((await params).ref)));
});
