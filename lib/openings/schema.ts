import { z } from "zod";
import type { Hold } from "../bookings/answer.ts";
import { Email, OpeningId } from "../bookings/field-schema.ts";

export { OpeningId };

/** A personal link's reference, as in `/opening/<id>#<reference>`. */
export const InvitationRef = z.string().regex(/^[A-Za-z0-9_-]{44}$/, "This link is not complete.");

/** A place's reference, as `POST /api/tickets` gives it. */
export const TicketRef = z.string().regex(/^[A-Za-z0-9_-]{66}$/, "This place is not complete.");

/** `POST /api/invitation-requests`: who may come without being invited asks for a personal link. */
export const AskInvitation = z.strictObject({ opening: OpeningId, email: Email });
/** Of `POST /api/form-invitation-requests`, which takes the same: where its answer is shown. */
export const AskedFor = z.object({ opening: OpeningId });

/** `POST /api/tickets`: take the place that an invitation is good for. */
export const JoinOpening = z.strictObject({ invitation: InvitationRef });

/** `POST /api/passes`, `POST /api/departures`: come in when it is one's turn, or give the place up. */
export const OneTicket = z.strictObject({ ticket: TicketRef });

/** `POST /api/form-tickets`, `POST /api/form-passes`, `POST /api/form-departures`: the same from a page without a script, to which it then goes back. */
export const FormTicket = z.strictObject({ opening: OpeningId, invitation: InvitationRef });
export const FormPass = z.strictObject({ opening: OpeningId, invitation: InvitationRef, ticket: TicketRef });

/** An opening's public page. */
export type Opening = {
	id: string;
	name: string;
	school: string;
	audience: "anyone" | "invited";
	waitingRoom: boolean;
	bookingsEach: number;
	joinsAt: string;
	opensAt: string;
	closesAt: string | null;
	ended: boolean;
	/** Over, and what is left can be booked by everybody. */
	released: boolean;
	/** Where most of its teachers are; null without any. */
	timeZone: string | null;
	/** Who comes at the same time, and the SHA-256 of the seed of their draw. */
	groups: { name: string; opensAt: string; commitment: string }[];
	teachers: { handle: string; name: string; subjects: string[] }[];
};

export type OpeningState = "before" | "open" | "paused" | "all_held" | "sold_out" | "ended" | "released";

/** How many groups the asker believes to be open: a path of its own, so that no copy is from before it. */
export const Phase = z
	.string()
	.regex(/^(0|1?[1-9]|10|20)$/, "A phase is a number from 0 to 20.")
	.transform(Number);

/**
 * What `GET /api/openings/<id>/status/<phase>` answers, the same for everybody, once a second. `now` is the server's
 * clock when it was written. `freeSeats` is told up to 2,000.
 */
export type OpeningStatus = {
	now: string;
	state: OpeningState;
	joinsAt: string;
	closesAt: string | null;
	/** People let in a minute, as it goes now. */
	perMinute: number;
	freeSeats: number | null;
	/** Where they are, by teachers' handles, once there are fewer than 200; null before. */
	freeByTeacher: Record<string, number> | null;
	groups: GroupStatus[];
};

/** A group's draw. The seed is told once the draw is closed; `drawn` tickets are in it, `tail` came after it. */
export type GroupStatus = {
	opensAt: string;
	opensInMs: number;
	commitment: string;
	seed: string | null;
	ticketsHash: string | null;
	drawn: number;
	/** Ranks below it have been called, and numbers of the tail up to `tailServed`. */
	servedBelow: number;
	tail: number;
	tailServed: number;
};

/** What a place holds just now, on whichever device: with whom, the handles of whom and of which type. */
export type TicketHold = Hold & { teacher: string; handle: string; type: string };

/** One's own place. `now` is the server's clock. */
export type Ticket = {
	/** The reference that shows it is one's own. */
	ticket: string;
	/** The number by which the draw knows it. */
	ticketId: string;
	opening: string;
	group: number;
	joinedAt: string;
	/** Whether it is in the draw; else it comes after it, by `tailNo` once it has one. */
	inDraw: boolean;
	/** Its rank, once the seed is told, by which a browser computes it itself. */
	rank: number | null;
	tailNo: number | null;
	passUntil: string | null;
	/** Whether it has been in already. */
	admitted: boolean;
	left: boolean;
	now: string;
	bookingsEach: number;
	bookings: { ref: string; startsAt: string; teacher: string }[];
	holds: TicketHold[];
};
