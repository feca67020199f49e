import { call } from "../../support/verbs.ts";
import { any, type Deed, ofOne, toOne } from "./deed.ts";
import { giveBack } from "./line.ts";

export const release: Deed<number> = {
	wish: any,
	does: (world, n) => toOne(world, n, ({ booking_id }) => call(world.on, "release_hold", booking_id, 1)),
	should: (model, n) =>
		ofOne(model, n, (seat) => {
			if (seat.state !== "held") return "ok";
			seat.state = "expired";
			giveBack(model, seat);
			return "ok";
		}),
};
