import type pg from "pg";
import { ms } from "./rows.ts";

/** A place in an opening, with whose it is. Instants in ms since 1970, by the database's clock. */
export type Ticket = {
	id: string;
	group: number;
	invitation: string;
	email: string;
	joinedAt: number;
	rank: number | null;
	tailNo: number | null;
	offeredAt: number | null;
	admittedAt: number | null;
	leftAt: number | null;
	/** Whether staff let them in, ahead of who waits. */
	isByStaff: boolean;
};

/** Who comes at the same time; `position` from 0. */
export type Group = {
	position: number;
	opensAt: number;
	seed: Buffer;
	commitment: Buffer;
	drawnAt: number | null;
	drawnCount: number;
	ticketsHash: Buffer | null;
	servedBelow: number;
	tailCount: number;
	tailServed: number;
};

/** Somebody was called: how far each group had come then, and of how many in its tail, which is null before its draw. */
export type Admission = { at: number; served: [below: number, tail: number, numbered: number | null][] };

export type Opening = {
	opensAt: number;
	hasWaitingRoom: boolean;
	isByTicket: boolean;
	bookingsEach: number;
	groups: Group[];
	tickets: Map<string, Ticket>;
	admissions: Admission[];
};

/** Throws where there is no such opening. */
export async function readOpening(database: pg.ClientBase, id: string): Promise<Opening> {
	const ask = async <Row extends object>(query: string) => (await database.query<Row>(query, [id])).rows;
	const [opening] = await ask<Omit<Opening, "groups" | "tickets" | "admissions">>(`
		select ${ms("opens_at")} as "opensAt", waiting_room as "hasWaitingRoom", waiting_room or audience = 'invited' as "isByTicket",
			bookings_each as "bookingsEach"
		from app.openings where id = $1`);
	if (!opening) throw new Error(`There is no opening ${id} to check.`);
	const groups = await ask<Group>(`
		select position, ${ms("opens_at")} as "opensAt", seed, commitment, ${ms("drawn_at")} as "drawnAt",
			drawn_count as "drawnCount", tickets_hash as "ticketsHash", served_below::float8 as "servedBelow",
			tail_count as "tailCount", tail_served as "tailServed"
		from app.opening_groups where opening_id = $1 order by position`);
	const tickets = await ask<Ticket>(`
		select ticket.id, each.position as group, ticket.invitation_id as invitation, invitation.email::text,
			${ms("ticket.joined_at")} as "joinedAt", ticket.rank::float8, ticket.tail_no as "tailNo",
			${ms("ticket.offered_at")} as "offeredAt", ${ms("ticket.admitted_at")} as "admittedAt", ${ms("ticket.left_at")} as "leftAt",
			ticket.id in (
				select booking.ticket_id from app.opening_events event
				join app.bookings booking on booking.id = (event.detail ->> 'booking')::uuid
				where event.kind = 'booked_for' and event.opening_id = $1 and booking.ticket_id is not null
			) as "isByStaff"
		from app.tickets ticket
		join app.opening_groups each on each.id = ticket.group_id
		join app.invitations invitation on invitation.id = ticket.invitation_id
		where ticket.opening_id = $1
		order by ticket.joined_at, ticket.id`);
	const admissions = await ask<Admission>(`
		select ${ms("at")} as at, detail -> 'served' as served from app.opening_events
		where opening_id = $1 and kind = 'admitted' order by id`);
	return { ...opening, groups, tickets: new Map(tickets.map((ticket) => [ticket.id, ticket])), admissions };
}
