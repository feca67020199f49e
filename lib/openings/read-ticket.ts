import "server-only";
import { type HoldAnswer, readHold } from "../bookings/read-hold.ts";
import { signRef } from "../bookings/ref.ts";
import { isoInstant } from "../instant.ts";
import { signTicket } from "./ref.ts";
import type { Ticket } from "./schema.ts";

/** What app.describe_ticket gives. */
export type TicketAnswer = {
	ticket_id: string;
	link_version: number;
	opening_id: string;
	group: number;
	joined_at: string;
	in_draw: boolean;
	rank: number | null;
	tail_no: number | null;
	admitted_at: string | null;
	pass_until: string | null;
	left_at: string | null;
	now: string;
	bookings_each: number;
	bookings: { booking_id: string; link_version: number; starts_at: string; teacher: string }[];
	/** A schema of before does not say. */
	holds?: (HoldAnswer & { teacher: string; handle: string; type: string })[];
};

export function readTicketAnswer(answer: TicketAnswer): Ticket {
	const key = {
		openingId: answer.opening_id,
		ticketId: answer.ticket_id,
		linkVersion: answer.link_version,
	};
	return {
		ticket: signTicket(key),
		ticketId: answer.ticket_id,
		opening: answer.opening_id,
		group: answer.group,
		joinedAt: isoInstant(answer.joined_at),
		inDraw: answer.in_draw,
		rank: answer.rank,
		tailNo: answer.tail_no,
		passUntil: answer.pass_until && isoInstant(answer.pass_until),
		admitted: answer.admitted_at !== null,
		left: answer.left_at !== null,
		now: isoInstant(answer.now),
		bookingsEach: answer.bookings_each,
		bookings: answer.bookings.map(({ booking_id, link_version, starts_at, teacher }) => ({
			ref: signRef({ bookingId: booking_id, linkVersion: link_version }),
			startsAt: isoInstant(starts_at),
			teacher,
		})),
		holds: (answer.holds ?? []).map((held) => ({
			...readHold(held),
			teacher: held.teacher,
			handle: held.handle,
			type: held.type,
		})),
	};
}
