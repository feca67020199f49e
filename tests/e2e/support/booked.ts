import { sql } from "./school.ts";

type Wish = {
	/** When it starts, and how many minutes it lasts. */
	at: Date;
	minutes?: number;
	name: string;
	email?: string;
	type?: string;
	state?: string;
	answers?: { label: string; answer: string | boolean }[];
};

/** A booking as it lies in the database, also one of the past, which nobody can make in a browser. */
export async function booked(teacher: string, wish: Wish): Promise<void> {
	const { at, minutes = 60, name, type = "lesson", state = "confirmed", answers = [] } = wish;
	// Nobody whom another test knows.
	const email = wish.email ?? `${name.toLowerCase().replace(/[^a-z0-9]+/g, ".")}@${teacher}.example`;
	await sql(
		`with taken as (
			insert into app.appointments (teacher_id, appointment_type_id, starts_at, ends_at, busy, seats)
			select type.teacher_id, type.id, $3, $3::timestamptz + make_interval(mins => $4),
				tstzrange($3, $3::timestamptz + make_interval(mins => $4)), 1
			from app.appointment_types type join app.teachers teacher on teacher.id = type.teacher_id
			where teacher.handle = $1 and type.handle = $2
			returning id, starts_at, ends_at
		)
		insert into app.bookings (appointment_id, state, during, name, email, time_zone, answers, created_at, confirmed_at)
		select id, $5::app.booking_state, tstzrange(starts_at, ends_at), $6, $7, 'Europe/London', $8, starts_at - interval '3 days',
			starts_at - interval '3 days'
		from taken`,
		[teacher, type, at, minutes, state, name, email, JSON.stringify(answers)],
	);
}

/** As many hours from the last full hour. */
export function hoursFromNow(hours: number): Date {
	return new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 + hours * 3_600_000);
}
