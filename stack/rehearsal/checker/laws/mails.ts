import type pg from "pg";
import { count, type Finding } from "../finding.ts";
import { inScope } from "../rows.ts";

/**
 * Law 8: each confirmation, each move and each cancellation has one mail to either side, of the same transaction (which has
 * one now() for all, and of moves the last is known), and nothing else has any; a teacher is told nothing of what they did.
 */
export async function findMails(
	database: pg.ClientBase,
	scope: [opening: string, teachers: string[]],
): Promise<Finding> {
	const { rows } = await database.query<{ all: number; broken: string[] }>(
		`with due as (
			select booking.id, due.kind, due.at, due.times, due.to_teacher
			from app.bookings booking
			join app.appointments appointment on appointment.id = booking.appointment_id
			join app.appointment_types type on type.id = appointment.appointment_type_id
			cross join lateral (
				values ('confirmed'::app.mail_kind, booking.confirmed_at, booking.state in ('confirmed', 'cancelled', 'completed', 'no_show'), 1, 1),
					('moved', booking.moved_at, booking.moves > 0, booking.moves, case when booking.moved_by_teacher then 0 else booking.moves end),
					('cancelled', booking.cancelled_at, booking.state = 'cancelled', 1, (not booking.cancelled_by_teacher)::integer)
			) as due (kind, at, is_owed, times, to_teacher)
			where due.is_owed and ${inScope}
		),
		sent as (
			select mail.booking_id as id, mail.kind, mail.created_at, mail.recipient
			from app.mails mail
			join app.bookings booking on booking.id = mail.booking_id
			join app.appointments appointment on appointment.id = booking.appointment_id
			join app.appointment_types type on type.id = appointment.appointment_type_id
			where ${inScope}
		)
		select count(*)::integer as all, coalesce(array_agg(
			pair.id || ' is ' || pair.kind || ' and has ' || pair.booker || ' to its booker and ' || pair.teacher
				|| ' to its teacher, ' || pair.late || ' of another transaction'
		) filter (where pair.due = 0 or pair.booker <> pair.times or pair.teacher <> pair.to_teacher or pair.late > 2 * (pair.times - 1)), '{}') as broken
		from (
			select id, kind, count(due.kind) as due, max(due.times) as times, max(due.to_teacher) as to_teacher,
				count(*) filter (where sent.recipient = 'booker') as booker,
				count(*) filter (where sent.recipient = 'teacher') as teacher,
				count(*) filter (where sent.created_at <> due.at) as late
			from due full join sent using (id, kind)
			group by id, kind
		) as pair`,
		scope,
	);
	const { all, broken } = rows[0] ?? { all: 0, broken: [] };
	return { name: "Each change has its mails, once", looked: `${count(all)} changes`, broken };
}
