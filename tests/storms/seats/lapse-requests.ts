import fc from "fast-check";
import { lapse } from "../../support/requests.ts";
import { outcomeOf } from "../../support/verbs.ts";
import type { Deed } from "./deed.ts";
import { giveBack } from "./line.ts";

/** The cron comes for what nobody has decided in time. */
export const lapseRequests: Deed<null> = {
	wish: fc.constant(null),
	does: ({ on }) => outcomeOf(lapse(on)),
	should(model) {
		const late = model.seats
			.filter(({ state, lateAt }) => state === "pending" && lateAt !== undefined)
			.sort((a, b) => (a.lateAt ?? 0) - (b.lateAt ?? 0));
		for (const seat of late) {
			Object.assign(seat, { state: "declined", hasLapsed: true, endedAt: model.now });
			giveBack(model, seat);
		}
		return "ok";
	},
};
