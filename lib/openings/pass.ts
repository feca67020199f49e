import "server-only";
import { cookieOf, setCookie } from "../cookies.ts";
import { Refusal } from "../refusal.ts";
import { bytesOf, sealed, unsealed, uuidAt } from "../sealed.ts";
import { readTicket, type TicketKey } from "./ref.ts";

// Clocks may differ by five minutes, and the database has the last word: what it still believes must not be refused here.
const graceMs = 5.5 * 60_000;
const daySeconds = 86_400;

/** Leaves a place with the browser: lost, it is taken up again by the personal link. */
export function keepTicket(openingId: string, ticketRef: string): void {
	setCookie(ticketCookie(openingId), ticketRef, 30 * daySeconds);
}

/** Leaves a pass with the browser: ticket, opening and end (ISO), signed. */
export function keepPass({ openingId, ticketId }: TicketKey, until: string): void {
	const end = Buffer.alloc(6);
	end.writeUIntBE(Date.parse(until), 0, 6);
	const pass = sealed("pass", Buffer.concat([bytesOf(openingId), bytesOf(ticketId), end]));
	setCookie(passCookie(openingId), pass, daySeconds);
}

/**
 * The ticket by which a browser may book in an opening, from the pass and the place it brings along: both signed, of this
 * opening, of one ticket, and in time. Refuses QUEUE without asking anybody; the database has the last word.
 */
export function admittedTicket(request: Request, openingId: string): TicketKey {
	const pass = unsealed("pass", cookieOf(request, passCookie(openingId)) ?? "", 38);
	const ticket = ticketOf(request, openingId);
	if (
		!pass ||
		!ticket ||
		uuidAt(pass) !== openingId ||
		uuidAt(pass, 16) !== ticket.ticketId ||
		pass.readUIntBE(32, 6) + graceMs < Date.now()
	)
		throw new Refusal("QUEUE", { opening: openingId });
	return ticket;
}

/** The place a browser has in an opening; undefined without one. */
export function ticketOf(request: Request, openingId: string): TicketKey | undefined {
	const ref = cookieOf(request, ticketCookie(openingId));
	try {
		const ticket = ref ? readTicket(ref) : undefined;
		return ticket?.openingId === openingId ? ticket : undefined;
	} catch {
		return undefined;
	}
}

const ticketCookie = (openingId: string) => `firstbell_place_${openingId.replaceAll("-", "")}`;
const passCookie = (openingId: string) => `firstbell_pass_${openingId.replaceAll("-", "")}`;
