import fc from "fast-check";
import { book as bookSlot } from "../../support/verbs.ts";
import { aStart, aStudent, aTeacher, at, type Deed, emailOf, making } from "./deed.ts";
import { isElsewhere, make, type Teacher, take } from "./model.ts";
import { makeRoom } from "./room.ts";

export const book: Deed<{ teacher: Teacher; start: number; student: number }> = {
	wish: fc.record({ teacher: aTeacher, start: aStart, student: aStudent }),
	does: (world, { teacher, start, student }) =>
		making(
			world,
			teacher,
			bookSlot(world.on, { teacher, at: at(start), name: "Student", email: emailOf(student) }),
		),
	should(model, { teacher, start, student }) {
		if (isElsewhere(model, student, start)) return "CLASH";
		if (!makeRoom(model, teacher, start)) return "TAKEN";
		take(model, make(model, { teacher, start }), student);
		return "ok";
	},
};
