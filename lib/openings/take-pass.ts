import "server-only";
import { call } from "../db.ts";
import { keepPass, keepTicket } from "./pass.ts";
import { counted } from "./pulse.ts";
import { readTicketAnswer, type TicketAnswer } from "./read-ticket.ts";
import { readTicket } from "./ref.ts";
import type { Ticket } from "./schema.ts";

/** Comes in, for ten minutes from now, when it is one's turn or was. Refuses NTFND, CLOSD, QUEUE. */
export async function takePass(ticketRef: string): Promise<Ticket> {
	const key = readTicket(ticketRef);
	// Who has just been called is the first to tell that there are too many: what they hold comes half a minute later.
	const ticket = await counted(key.openingId, async () =>
		readTicketAnswer(await call<TicketAnswer>("take_pass", key.ticketId, key.linkVersion)),
	);
	keepTicket(key.openingId, ticketRef);
	if (ticket.passUntil) keepPass(key, ticket.passUntil);
	return ticket;
}
