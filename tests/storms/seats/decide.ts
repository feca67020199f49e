import fc from "fast-check";
import { decide as decideBooking } from "../../support/requests.ts";
import { any, type Deed, ofOne, toOne } from "./deed.ts";
import { giveBack } from "./line.ts";

/** By the teacher: at their desk, or by the link in their mail. */
export const decide: Deed<{ n: number; yes: boolean; atDesk: boolean }> = {
	wish: fc.record({ n: any, yes: fc.boolean(), atDesk: fc.boolean() }),
	does: (world, { n, yes, atDesk }) =>
		toOne(world, n, (asked) =>
			decideBooking(world.on, asked, yes, { user: atDesk ? world.users.asking : null }),
		),
	should: (model, { n, yes }) =>
		ofOne(model, n, (seat) => {
			if (!seat.wasAsked) return "NTFND";
			const { state, lateAt } = seat;
			if (seat.hasLapsed || (state === "pending" && yes && lateAt !== undefined)) return "LAPSD";
			if (state !== "pending") return state === (yes ? "confirmed" : "declined") ? "ok" : "STALE";
			seat.state = yes ? "confirmed" : "declined";
			if (yes) {
				seat.confirmedAt = model.now;
				return "ok";
			}
			seat.endedAt = model.now;
			giveBack(model, seat);
			return "ok";
		}),
};
