import "server-only";
import { Refusal } from "../refusal.ts";
import { bytesOf, sealed, unsealed, uuidAt } from "../sealed.ts";

/** Which invitation a personal link is, and the version of links that it belongs to. */
export type InvitationKey = { invitationId: string; linkVersion: number };

/** Signs a personal link's reference: 16 bytes of invitation id and 1 byte of version, signed, as 44 characters. */
export function signInvitation({ invitationId, linkVersion }: InvitationKey): string {
	return sealed("invitation", Buffer.concat([bytesOf(invitationId), Buffer.from([linkVersion])]));
}

/** Refuses what was not signed here with NTFND, without asking the database. */
export function readInvitation(ref: string): InvitationKey {
	const bytes = unsealed("invitation", ref, 17);
	if (!bytes) throw new Refusal("NTFND");
	return { invitationId: uuidAt(bytes), linkVersion: bytes.readUInt8(16) };
}

/** Whether a personal link's reference is one of ours, for who wants no more of it. */
export function isInvitation(ref: string): boolean {
	return unsealed("invitation", ref, 17) !== undefined;
}

/** Whose place it is: a ticket of an opening, and the version of the link by which it was taken. */
export type TicketKey = { openingId: string; ticketId: string; linkVersion: number };

/** Signs a ticket's reference: opening id, ticket id and 1 byte of version, signed, as 66 characters. */
export function signTicket({ openingId, ticketId, linkVersion }: TicketKey): string {
	return sealed("ticket", Buffer.concat([bytesOf(openingId), bytesOf(ticketId), Buffer.from([linkVersion])]));
}

/** Refuses what was not signed here with NTFND, without asking the database. */
export function readTicket(ref: string): TicketKey {
	const bytes = unsealed("ticket", ref, 33);
	if (!bytes) throw new Refusal("NTFND");
	return { openingId: uuidAt(bytes), ticketId: uuidAt(bytes, 16), linkVersion: bytes.readUInt8(32) };
}
