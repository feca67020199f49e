import "server-only";
import { call } from "../db.ts";
import { readTicketAnswer, type TicketAnswer } from "./read-ticket.ts";
import { readTicket } from "./ref.ts";
import type { Ticket } from "./schema.ts";

/** One's own place as it stands. Refuses NTFND. */
export async function getTicket(ticketRef: string): Promise<Ticket> {
	const { ticketId, linkVersion } = readTicket(ticketRef);
	return readTicketAnswer(await call<TicketAnswer>("get_ticket", ticketId, linkVersion));
}
