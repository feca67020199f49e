import fc from "fast-check";
import { hold as holdSlot } from "../../support/verbs.ts";
import { aStart, aTeacher, at, type Deed, making } from "./deed.ts";
import { make, type Teacher } from "./model.ts";
import { makeRoom } from "./room.ts";

export const hold: Deed<{ teacher: Teacher; start: number }> = {
	wish: fc.record({ teacher: aTeacher, start: aStart }),
	does: (world, { teacher, start }) => making(world, teacher, holdSlot(world.on, { teacher, at: at(start) })),
	should(model, { teacher, start }) {
		if (!makeRoom(model, teacher, start)) return "TAKEN";
		make(model, { teacher, start });
		return "ok";
	},
};
