import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { outcomeOf } from "../../support/verbs.ts";
import { awake } from "../../support/waiting.ts";
import { aStart, aStudent, aTeacher, at, type Deed, emailOf } from "./deed.ts";
import type { Teacher } from "./model.ts";

/** Waits for any of three starts, as others do for a day: which is hardly ever full here, and so it is not asked whether it is. */
export const want: Deed<{ teacher: Teacher; start: number; student: number }> = {
	wish: fc.record({ teacher: aTeacher, start: aStart, student: aStudent }),
	async does({ admin, waits }, { teacher, start, student }) {
		const id = randomUUID();
		const wish = admin.query(
			`insert into app.waits (id, appointment_type_id, duration_minutes, kind, wanted, person_name, email, time_zone)
			select $1, type.id, 30, 'day', tstzrange($3, $4), 'Student', $5, $6
			from app.appointment_types type join app.teachers teacher on teacher.id = type.teacher_id where teacher.handle = $2
			on conflict do nothing`,
			[id, teacher, at(start), at(start + 3), emailOf(student), awake],
		);
		return outcomeOf(wish.then(({ rowCount }) => rowCount && waits.push(id)));
	},
	should(model, { teacher, start, student }) {
		const same = model.waits.some(
			(wait) =>
				(wait.state === "waiting" || wait.state === "offered") &&
				!wait.isSlot &&
				wait.teacher === teacher &&
				wait.student === student &&
				wait.from === start,
		);
		if (same) return "ok";
		const since = model.now;
		model.waits.push({
			...{ teacher, student, since, from: start, until: start + 2 },
			...{ isSlot: false, state: "waiting", gaveUp: undefined },
		});
		return "ok";
	},
};
