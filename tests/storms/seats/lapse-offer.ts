import { tell } from "../../support/waiting.ts";
import { any, type Deed, ofWaiter, toWaiter } from "./deed.ts";
import { offerOf } from "./line.ts";

/** Time passes, until nobody has answered to an offer that they were told of; for a few minutes more nobody else is shown its seat. */
export const lapseOffer: Deed<number> = {
	wish: any,
	does: (world, n) =>
		toWaiter(world, n, async (id) => {
			await tell(world.admin, id);
			await world.admin.query(
				"update app.bookings set held_until = now() - interval '1 minute' where wait_id = $1 and state = 'held'",
				[id],
			);
		}),
	should: (model, n) =>
		ofWaiter(model, n, (_wait, n) => {
			const seat = offerOf(model, n);
			if (seat?.state === "held") seat.lateAt = model.now;
			return "ok";
		}),
};
