import { call } from "../../support/verbs.ts";
import { any, type Deed, ofOne, toOne } from "./deed.ts";

export const extend: Deed<number> = {
	wish: any,
	does: (world, n) => toOne(world, n, ({ booking_id }) => call(world.on, "extend_hold", booking_id, 1)),
	should: (model, n) =>
		ofOne(model, n, (seat) => {
			if (seat.state === "expired") return "LAPSD";
			if (seat.state !== "held") return "NTFND";
			if (seat.extensionsLeft === 0) return "LIMIT";
			seat.extensionsLeft--;
			seat.lateAt = undefined;
			return "ok";
		}),
};
