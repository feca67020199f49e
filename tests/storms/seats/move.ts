import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { move as moveBooking } from "../../support/verbs.ts";
import { any, aStart, at, type Deed, ofOne, toOne } from "./deed.ts";
import { giveBack } from "./line.ts";
import { isElsewhere } from "./model.ts";
import { isLeft, makeRoom } from "./room.ts";

/** Sent twice with one key, as who has not heard does: it is done once. */
export const move: Deed<{ n: number; start: number }> = {
	wish: fc.record({ n: any, start: aStart }),
	does: (world, { n, start }) =>
		toOne(world, n, async (booked) => {
			const key = randomUUID();
			await moveBooking(world.on, booked, at(start), key);
			await moveBooking(world.on, booked, at(start), key);
			booked.starts_at = at(start);
		}),
	should: (model, { n, start }) =>
		ofOne(model, n, (seat) => {
			if (seat.state === "held" || seat.state === "expired") return "NTFND";
			if (seat.state !== "confirmed") return "STALE";
			if (seat.start === start) return "ok";
			// A yes was to one time.
			if (seat.wasAsked) return "GONE0";
			if (isElsewhere(model, seat.student, start, seat)) return "CLASH";
			if (!makeRoom(model, seat.teacher, start, seat)) return "TAKEN";
			seat.moved = { from: seat.start, at: model.now };
			const left = { teacher: seat.teacher, start: seat.start };
			seat.start = start;
			if (isLeft(model, left)) giveBack(model, left);
			return "ok";
		}),
};
