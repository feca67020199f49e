import "server-only";
import { call } from "../db.ts";
import { readTicket } from "./ref.ts";

/** Gives a place up; what is held or booked stays, and the personal link takes the place up again. Refuses NTFND. */
export async function leaveOpening(ticketRef: string): Promise<void> {
	const { ticketId, linkVersion } = readTicket(ticketRef);
	await call("leave_opening", ticketId, linkVersion);
}
