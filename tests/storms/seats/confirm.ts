import fc from "fast-check";
import { confirm as confirmHold } from "../../support/verbs.ts";
import { any, aStudent, type Deed, emailOf, ofOne, toOne } from "./deed.ts";
import { isElsewhere, take } from "./model.ts";

export const confirm: Deed<{ n: number; student: number }> = {
	wish: fc.record({ n: any, student: aStudent }),
	does: (world, { n, student }) =>
		toOne(world, n, (held) => confirmHold(world.on, held, { name: "Student", email: emailOf(student) })),
	should: (model, { n, student }) =>
		ofOne(model, n, (seat) => {
			if (seat.state === "expired") return "LAPSD";
			if (seat.state !== "held") return "NTFND";
			if (isElsewhere(model, student, seat.start)) return "CLASH";
			take(model, seat, student);
			return "ok";
		}),
};
