import { outcomeOf } from "../../support/verbs.ts";
import { sweep as offerAll } from "../../support/waiting.ts";
import { aTeacher, type Deed } from "./deed.ts";
import { close, giveBack, offer, wouldTake } from "./line.ts";
import { type Model, starts, type Teacher } from "./model.ts";
import { freeLapsed, isListed, makeRoom } from "./room.ts";

/** Has all that is free with a teacher offered to who waits, one seat after the other, and what has lapsed to the next one. */
export const sweep: Deed<Teacher> = {
	wish: aTeacher,
	does: ({ on }, teacher) => outcomeOf(offerAll(on, teacher)),
	should(model, teacher) {
		while (passesOn(model, teacher) || offers(model, teacher));
		close(model, teacher);
		return "ok";
	},
};

/** What lapsed first is passed on first. */
function passesOn(model: Model, teacher: Teacher): boolean {
	const [lapsed] = model.seats
		.filter(
			(seat) =>
				seat.teacher === teacher &&
				seat.state === "held" &&
				seat.wait !== undefined &&
				seat.lateAt !== undefined,
		)
		.sort((a, b) => (a.lateAt ?? 0) - (b.lateAt ?? 0));
	return lapsed !== undefined && freeLapsed(model, teacher, lapsed.start);
}

/** The first in line gets the soonest that they would take. */
function offers(model: Model, teacher: Teacher): boolean {
	// A wish for some starts may reach past those that are booked here.
	const free = Array.from({ length: starts + 2 }, (_, start) => start).filter((start) =>
		isListed(model, teacher, start),
	);
	for (const wait of model.waits) {
		if (wait.teacher !== teacher) continue;
		const start = free.find((start) => wouldTake(model, wait, start));
		if (start === undefined) continue;
		if (makeRoom(model, teacher, start)) {
			// What gave way may have become theirs by that.
			if (wait.state === "waiting") offer(model, wait, start);
			else giveBack(model, { teacher, start });
		}
		return true;
	}
	return false;
}
