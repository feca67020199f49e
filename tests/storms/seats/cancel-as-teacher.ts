import fc from "fast-check";
import { cancelAsTeacher as cancelTime } from "../../support/desk.ts";
import { outcomeOf } from "../../support/verbs.ts";
import { aStart, aTeacher, at, type Deed } from "./deed.ts";
import { settle } from "./line.ts";
import { isActive, overlap, type Teacher } from "./model.ts";

/** All that touches the half hour that begins then; it stays free for others, and is offered to nobody by that. */
export const cancelAsTeacher: Deed<{ teacher: Teacher; start: number }> = {
	wish: fc.record({ teacher: aTeacher, start: aStart }),
	does: ({ on, users }, { teacher, start }) =>
		outcomeOf(cancelTime(on, { user: users[teacher], from: at(start), until: at(start + 2) })),
	should(model, { teacher, start }) {
		const meant = model.seats
			.filter((seat) => seat.teacher === teacher && isActive(seat) && overlap(seat.start, start))
			.sort((a, b) => a.start - b.start);
		for (const seat of meant) {
			const ends = { held: "expired", pending: "declined", confirmed: "cancelled" } as const;
			seat.state = ends[seat.state as keyof typeof ends];
			if (seat.state !== "expired") seat.endedAt = model.now;
			// What ran out was lapsed before it was taken back.
			else settle(model, seat, seat.lateAt === undefined ? "waiting" : "lapsed");
		}
		return "ok";
	},
};
