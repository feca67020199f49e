import type pg from "pg";
import { at, type World } from "./deed.ts";
import type { Model } from "./model.ts";

/** How each seat stands, and each wish, in words; seats in no order, since nobody has a link to what is offered. */
type Stand = { seats: string[]; waits: string[] };

/** As the database has it. */
export async function found({ admin, made, waits }: World): Promise<Stand> {
	const { rows } = await (admin as pg.Pool).query(
		`select made.n as made, waits.n as wait, teacher.handle, booking.state::text, booking.has_lapsed, lower(booking.during) as at
		from app.bookings booking
		join app.appointments appointment on appointment.id = booking.appointment_id
		join app.teachers teacher on teacher.id = appointment.teacher_id
		left join unnest($1::uuid[]) with ordinality as made (id, n) on made.id = booking.id
		left join unnest($2::uuid[]) with ordinality as waits (id, n) on waits.id = booking.wait_id
		union all
		select null, waits.n, null, wait.state::text, null, wait.given_up
		from unnest($2::uuid[]) with ordinality as waits (id, n) join app.waits wait on wait.id = waits.id
		order by wait`,
		[made.map(({ booking_id }) => booking_id), waits],
	);
	const [seats, wishes] = [rows.filter(({ handle }) => handle), rows.filter(({ handle }) => !handle)];
	return {
		seats: seats
			.map(({ made, wait, handle, state, has_lapsed, at }) =>
				words(made, wait, handle, state, has_lapsed, at.toISOString()),
			)
			.sort(),
		waits: wishes.map(({ state, at }) => words(state, at?.toISOString())),
	};
}

/** As the model has it. */
export function expected({ seats, made, waits }: Model): Stand {
	return {
		seats: seats
			.map(({ wait, teacher, state, hasLapsed, start }, n) => {
				const link = made.indexOf(n);
				return words(
					link < 0 ? null : link + 1,
					wait === undefined ? null : wait + 1,
					teacher,
					state,
					hasLapsed,
					at(start),
				);
			})
			.sort(),
		waits: waits.map(({ state, gaveUp }) => words(state, gaveUp && at(gaveUp.start))),
	};
}

const words = (...all: unknown[]) => all.map((each) => each ?? "-").join(" ");
