import { type Booked, call, confirm } from "../../support/verbs.ts";
import { any, type Deed, ofWaiter, toWaiter } from "./deed.ts";
import { offerOf, settle } from "./line.ts";
import { isElsewhere, type Teacher, take } from "./model.ts";

type Waiting = { offer: Booked | null; email: string; teacher: { handle: Teacher } };

/** Takes what is offered; `NONE0` where nothing is. */
export const accept: Deed<number> = {
	wish: any,
	does: (world, n) =>
		toWaiter(world, n, async (id) => {
			const { offer, email, teacher } = await call<Waiting>(world.on, "get_wait", id, 1);
			if (!offer) throw { code: "NONE0" };
			const booked = await confirm(world.on, offer, { name: "Student", email });
			world.made.push({ ...booked, teacher: teacher.handle });
		}),
	should: (model, n) =>
		ofWaiter(model, n, (wait, n) => {
			const seat = offerOf(model, n);
			if (!seat) return "NONE0";
			if (seat.state !== "held") return "NTFND";
			if (seat.lateAt !== undefined) return "LAPSD";
			if (isElsewhere(model, wait.student, seat.start)) return "CLASH";
			take(model, seat, wait.student);
			settle(model, seat, "taken");
			model.made.push(model.seats.indexOf(seat));
			return "ok";
		}),
};
