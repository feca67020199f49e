import fc from "fast-check";
import { moveAsTeacher as moveAll } from "../../support/desk.ts";
import { any, aStart, at, type Deed, ofOne, toOne } from "./deed.ts";
import { settle } from "./line.ts";
import { isActive, isElsewhere, type Model, overlap, type Seat } from "./model.ts";

/** All that stands in it goes along; what it leaves is offered to nobody by that, and what was offered of it is taken back. */
export const moveAsTeacher: Deed<{ n: number; start: number }> = {
	wish: fc.record({ n: any, start: aStart }),
	does: (world, { n, start }) =>
		toOne(world, n, async ({ booking_id: booking, teacher }) => {
			const { rows } = await world.admin.query("select lower(during) as at from app.bookings where id = $1", [
				booking,
			]);
			const wish = { user: world.users[teacher], booking, from: rows[0].at.toISOString(), to: at(start) };
			const { moved } = await moveAll(world.on, wish);
			for (const each of world.made) if (moved.includes(each.booking_id)) each.starts_at = at(start);
		}),
	should: (model, { n, start }) =>
		ofOne(model, n, (one) => {
			if (one.state === "held" || one.state === "expired") return "NTFND";
			if (one.state !== "confirmed" && one.state !== "pending") return "STALE";
			if (one.start === start) return "ok";
			const here = (seat: Seat) => seat.teacher === one.teacher && seat.start === one.start;
			const all = model.seats.filter((seat) => here(seat) && isActive(seat));
			lapse(model, one.teacher, one.start);
			lapse(model, one.teacher, start);
			for (const seat of all)
				if (seat.state === "held" && seat.wait !== undefined) {
					seat.state = "expired";
					settle(model, seat, "waiting");
				}
			if (all.some(({ state }) => state === "held")) return "TAKEN";
			const moving = all.filter(isActive);
			if (moving.some((seat) => isElsewhere(model, seat.student, start, seat))) return "CLASH";
			const isInTheWay = (seat: Seat) =>
				seat.teacher === one.teacher &&
				!moving.includes(seat) &&
				isActive(seat) &&
				overlap(seat.start, start);
			if (model.seats.some(isInTheWay)) return "TAKEN";
			// Nobody has given up what their teacher took.
			for (const seat of moving) Object.assign(seat, { start, moved: undefined });
			return "ok";
		}),
};

/** What ran out of holds at a time goes, and is offered to nobody. */
function lapse(model: Model, teacher: Seat["teacher"], start: number): void {
	for (const seat of model.seats)
		if (seat.teacher === teacher && overlap(seat.start, start) && seat.state === "held")
			if (seat.lateAt !== undefined) {
				seat.state = "expired";
				settle(model, seat, "lapsed");
			}
}
