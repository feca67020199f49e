import { cancel as cancelBooking } from "../../support/verbs.ts";
import { any, type Deed, ofOne, toOne } from "./deed.ts";
import { giveBack } from "./line.ts";

/** By the booker: what was asked for is taken back by it, too. */
export const cancel: Deed<number> = {
	wish: any,
	does: (world, n) => toOne(world, n, (booked) => cancelBooking(world.on, booked)),
	should: (model, n) =>
		ofOne(model, n, (seat) => {
			if (seat.state === "held" || seat.state === "expired") return "NTFND";
			if (seat.state === "cancelled" || seat.state === "declined") return "ok";
			seat.state = "cancelled";
			seat.endedAt = model.now;
			giveBack(model, seat);
			return "ok";
		}),
};
