import type pg from "pg";

/** One row of app.bookings with what it stands on. Instants in ms since 1970, by the database's clock. */
export type Row = {
	id: string;
	state: string;
	/** As in the log: the teacher's handle and the start. */
	slot: string;
	createdAt: number;
	/** From when it could be had; null where that is always. */
	opensAt: number | null;
	confirmedAt: number | null;
	cancelledAt: number | null;
	heldUntil: number | null;
	ticket: string | null;
	email: string | null;
	/** Whether it is of the opening, and not from before it. */
	isInOpening: boolean;
	/** Whether staff booked it for somebody, which is no call of the log. */
	isByStaff: boolean;
};

/** How many seats a teacher's slots have, and for how long one takes the teacher's time, buffers included. */
export type Measure = { seats: number; spanMs: number };

export type Rows = {
	bookings: Map<string, Row>;
	/** Of which booking a key was answered. */
	requests: Map<string, string>;
	/** By teacher. Null where a teacher's types differ, so that a slot does not say of which it is. */
	measures: Map<string, Measure | null>;
};

/** The types that are looked at: those of the opening ($1), and all of the teachers in the log ($2). */
export const inScope = `type.teacher_id in (
	select teacher.id from app.teachers teacher where teacher.handle = any ($2)
	union select each.teacher_id from app.appointment_types each where each.opening_id = $1
)`;
export const ms = (instant: string) => `(extract(epoch from ${instant}) * 1000)::float8`;

export async function readRows(
	database: pg.ClientBase,
	scope: [opening: string, teachers: string[]],
	keys: string[],
): Promise<Rows> {
	const bookings = await database.query<Row>(bookingsQuery, scope);
	const requests = await database.query<{ key: string; booking: string }>(
		`select request.key, request.booking_id as booking from app.requests request
		where request.key = any ($1) or request.booking_id = any ($2)`,
		[keys, bookings.rows.map(({ id }) => id)],
	);
	const types = await database.query<Measure & { teacher: string }>(
		`select distinct teacher.handle as teacher, type.seats,
			60000.0::float8 * (type.buffer_before_minutes + type.duration_minutes + type.buffer_after_minutes) as "spanMs"
		from app.appointment_types type join app.teachers teacher on teacher.id = type.teacher_id
		where type.retired_at is null and ${inScope}`,
		scope,
	);
	const measures: Rows["measures"] = new Map();
	for (const { teacher, ...measure } of types.rows)
		measures.set(teacher, measures.has(teacher) ? null : measure);
	return {
		bookings: new Map(bookings.rows.map((row) => [row.id, row])),
		requests: new Map(requests.rows.map(({ key, booking }) => [key, booking])),
		measures,
	};
}

const bookingsQuery = `
	select booking.id, booking.state::text, booking.ticket_id as ticket, booking.email::text,
		teacher.handle || ' ' || to_char(appointment.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as slot,
		${ms("booking.created_at")} as "createdAt",
		${ms(`greatest(
			type.opens_at, case when came.later then opening.opens_at end, case when not staff.did then each.opens_at end
		)`)} as "opensAt",
		${ms("booking.confirmed_at")} as "confirmedAt",
		${ms("booking.cancelled_at")} as "cancelledAt",
		${ms("booking.held_until")} as "heldUntil",
		came.later as "isInOpening",
		staff.did as "isByStaff"
	from app.bookings booking
	join app.appointments appointment on appointment.id = booking.appointment_id
	join app.appointment_types type on type.id = appointment.appointment_type_id
	join app.teachers teacher on teacher.id = type.teacher_id
	join app.openings opening on opening.id = $1
	left join app.tickets ticket on ticket.id = booking.ticket_id and ticket.opening_id = opening.id
	left join app.opening_groups each on each.id = ticket.group_id
	cross join lateral (
		select ticket.id is not null
			or type.opening_id is not distinct from opening.id and booking.created_at >= opening.created_at as later
	) as came
	cross join lateral (
		select booking.id in (
			select (event.detail ->> 'booking')::uuid from app.opening_events event where event.kind = 'booked_for'
		) as did
	) as staff
	where ${inScope}`;
