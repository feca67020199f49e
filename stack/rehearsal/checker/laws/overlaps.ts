import type pg from "pg";
import { count, type Finding } from "../finding.ts";
import { inScope } from "../rows.ts";

/** Law 1, in the database: each teacher's appointments, with their buffers, one after another. */
export async function findOverlaps(
	database: pg.ClientBase,
	scope: [opening: string, teachers: string[]],
): Promise<Finding> {
	const { rows } = await database.query<{ all: number; broken: string[] }>(
		`select count(*)::integer as all, coalesce(array_agg(
			handle || ' at ' || starts_at || ' begins before ' || ended || ', when another is over' order by handle, starts_at
		) filter (where begins < ended), '{}') as broken
		from (
			select teacher.handle, appointment.starts_at, least(lower(appointment.busy), appointment.starts_at) as begins,
				max(greatest(upper(appointment.busy), appointment.ends_at)) over (
					partition by appointment.teacher_id order by lower(appointment.busy), appointment.id
					rows between unbounded preceding and 1 preceding
				) as ended
			from app.appointments appointment
			join app.appointment_types type on type.id = appointment.appointment_type_id
			join app.teachers teacher on teacher.id = appointment.teacher_id
			where appointment.cancelled_at is null and ${inScope}
		) as standing`,
		scope,
	);
	const { all, broken } = rows[0] ?? { all: 0, broken: [] };
	return { name: "No teacher is in two places", looked: `${count(all)} appointments`, broken };
}
