import { any, type Deed, ofOne, toOne } from "./deed.ts";

/** Time passes, until a hold has run out; and with the last one of it, the time that it keeps. */
export const lapse: Deed<number> = {
	wish: any,
	does: ({ admin, ...world }, n) =>
		toOne({ admin, ...world }, n, ({ booking_id }) =>
			admin.query(
				// The appointment before the booking, as everybody else.
				`with seat as materialized (
					select appointment.id from app.appointments appointment
					where appointment.id = (select appointment_id from app.bookings where id = $1) for update
				),
				late as (
					update app.bookings booking set held_until = least(booking.held_until, now() - interval '1 second')
					from seat where booking.id = $1 and booking.state = 'held' and booking.appointment_id = seat.id
					returning booking.id, booking.appointment_id
				)
				update app.appointments appointment
				set held_until = greatest(now() - interval '1 second', (
					select max(app.blocked_until(other)) from app.bookings other
					where other.appointment_id = appointment.id and other.state = 'held' and other.id <> late.id
				))
				from late where late.appointment_id = appointment.id and appointment.held_until is not null`,
				[booking_id],
			),
		),
	should: (model, n) =>
		ofOne(model, n, (seat) => {
			if (seat.state === "held") seat.lateAt = model.now;
			return "ok";
		}),
};
