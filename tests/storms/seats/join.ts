import fc from "fast-check";
import { outcomeOf } from "../../support/verbs.ts";
import { join as joinLine } from "../../support/waiting.ts";
import { any, aStart, aStudent, aTeacher, at, type Deed, emailOf } from "./deed.ts";
import type { Teacher } from "./model.ts";
import { isListed } from "./room.ts";

/** Waits for one start that is taken: mostly for that of one of those that were made. */
export const join: Deed<{ teacher: Teacher; start: number; student: number; like: number | null }> = {
	wish: fc.record({
		...{ teacher: aTeacher, start: aStart, student: aStudent },
		like: fc.option(any, { freq: 4 }),
	}),
	does: (world, { student, like, ...wanted }) =>
		outcomeOf(
			(async () => {
				const one = like === null ? undefined : world.made[like % world.made.length];
				const [teacher, start] = one ? [one.teacher, one.starts_at] : [wanted.teacher, at(wanted.start)];
				const wish = { teacher, at: start, name: "Student", email: emailOf(student) };
				await joinLine(world.on, wish);
				const { rows } = await world.admin.query<{ id: string }>(
					`select wait.id from app.waits wait
					join app.appointment_types type on type.id = wait.appointment_type_id
					join app.teachers teacher on teacher.id = type.teacher_id
					where teacher.handle = $1 and wait.email = $2 and wait.kind = 'slot' and lower(wait.wanted) = $3
						and wait.state in ('waiting', 'offered')`,
					[teacher, wish.email, wish.at],
				);
				for (const { id } of rows) if (!world.waits.includes(id)) world.waits.push(id);
			})(),
		),
	should(model, { student, like, ...wanted }) {
		const one = like === null ? undefined : model.seats[model.made[like % model.made.length] ?? -1];
		const { teacher, start } = one ?? wanted;
		if (isListed(model, teacher, start)) return "FREE0";
		const wishes = model.waits.filter(
			(wait) =>
				wait.teacher === teacher &&
				wait.student === student &&
				(wait.state === "waiting" || wait.state === "offered"),
		);
		if (wishes.some((wait) => wait.isSlot && wait.from === start)) return "ok";
		if (wishes.length >= 5) return "LIMIT";
		const since = model.now;
		model.waits.push({
			...{ teacher, student, since, from: start, until: start },
			...{ isSlot: true, state: "waiting", gaveUp: undefined },
		});
		return "ok";
	},
};
