import "server-only";
import { call } from "../db.ts";
import { keepTicket } from "./pass.ts";
import { readTicketAnswer, type TicketAnswer } from "./read-ticket.ts";
import { readInvitation } from "./ref.ts";
import type { Ticket } from "./schema.ts";

/** Takes the one place that an invitation is good for, or gives it again, on whatever device. Refuses NTFND, CLOSD. */
export async function joinOpening(invitationRef: string): Promise<Ticket> {
	const { invitationId, linkVersion } = readInvitation(invitationRef);
	const ticket = readTicketAnswer(await call<TicketAnswer>("join_opening", invitationId, linkVersion));
	keepTicket(ticket.opening, ticket.ticket);
	return ticket;
}
