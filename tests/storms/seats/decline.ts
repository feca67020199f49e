import { call } from "../../support/verbs.ts";
import { any, type Deed, ofWaiter, toWaiter } from "./deed.ts";
import { giveBack, offerOf, settle } from "./line.ts";
import type { Model, Wait } from "./model.ts";

/** Says no to what is offered: it goes to the next one. */
export const decline: Deed<number> = {
	wish: any,
	does: (world, n) => toWaiter(world, n, (id) => call(world.on, "decline_offer", id, 1)),
	should: (model, n) =>
		ofWaiter(model, n, (wait, n) => {
			if (wait.state === "offered") passOn(model, n, "declined");
			return "ok";
		}),
};

/** Waits no longer, whether something is offered or not. */
export const leave: Deed<number> = {
	wish: any,
	does: (world, n) => toWaiter(world, n, (id) => call(world.on, "leave_waitlist", id, 1)),
	should: (model, n) =>
		ofWaiter(model, n, (wait, n) => {
			if (wait.state === "offered") passOn(model, n, "left");
			if (wait.state === "waiting") wait.state = "left";
			return "ok";
		}),
};

function passOn(model: Model, n: number, state: Wait["state"]): void {
	const seat = offerOf(model, n);
	if (!seat) return;
	settle(model, seat, state);
	seat.state = "expired";
	giveBack(model, seat);
}
