import type pg from "pg";
import { count, type Finding } from "../finding.ts";
import { inScope } from "../rows.ts";

/** Law 2, in the database: no seat is had twice, and no student is in two places. `double` is how many seats too many. */
export async function findSeats(
	database: pg.ClientBase,
	scope: [opening: string, teachers: string[]],
): Promise<Finding & { double: number }> {
	const { rows: seats } = await database.query<{ says: string; more: number }>(
		`select teacher.handle || ' at ' || appointment.starts_at || ' has ' || count(booking.id) || ' bookings on '
				|| appointment.seats || ' seats and counts ' || appointment.seats_taken as says,
			greatest(0, count(booking.id) - appointment.seats)::integer as more
		from app.appointments appointment
		join app.appointment_types type on type.id = appointment.appointment_type_id
		join app.teachers teacher on teacher.id = appointment.teacher_id
		left join app.bookings booking on booking.appointment_id = appointment.id and booking.state::text = any (${active})
		where ${inScope}
		group by teacher.handle, appointment.id
		having count(booking.id) > appointment.seats or count(booking.id) <> appointment.seats_taken
			or count(booking.id) > 0 and appointment.cancelled_at is not null`,
		scope,
	);
	const { rows: students } = await database.query<{ all: number; broken: string[] }>(
		`select count(*)::integer as all, coalesce(array_agg(
			email || ' is twice at ' || begins order by begins
		) filter (where begins < ended), '{}') as broken
		from (
			select booking.email, lower(booking.during) as begins, max(upper(booking.during)) over (
				partition by booking.email, lower(booking.name) order by lower(booking.during), booking.id
				rows between unbounded preceding and 1 preceding
			) as ended
			from app.bookings booking
			join app.appointments appointment on appointment.id = booking.appointment_id
			join app.appointment_types type on type.id = appointment.appointment_type_id
			where booking.state in ('pending', 'confirmed') and booking.email is not null and ${inScope}
		) as one`,
		scope,
	);
	return {
		name: "No seat is had twice",
		looked: `${count(students[0]?.all ?? 0)} bookings`,
		broken: [...seats.map(({ says }) => says), ...(students[0]?.broken ?? [])],
		double: seats.reduce((sum, { more }) => sum + more, 0),
	};
}

const active = "array['held', 'pending', 'confirmed', 'completed', 'no_show']";
