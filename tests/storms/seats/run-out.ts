import { any, type Deed, ofOne, toOne } from "./deed.ts";

/** Time passes, until there may be no answer any more. */
export const runOut: Deed<number> = {
	wish: any,
	does: ({ admin, ...world }, n) =>
		toOne({ admin, ...world }, n, ({ booking_id }) =>
			admin.query(
				"update app.bookings set decide_until = now() - interval '1 millisecond' where id = $1 and state = 'pending'",
				[booking_id],
			),
		),
	should: (model, n) =>
		ofOne(model, n, (seat) => {
			if (seat.state === "pending") seat.lateAt = model.now;
			return "ok";
		}),
};
