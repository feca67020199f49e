import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import { ask } from "../ask.ts";
import { makeStaff } from "../office.ts";
import { admin, newSchool, rows } from "../school.ts";
import { signIn } from "../session.ts";
import { type Actor, as, type Row, school, staffOnly } from "./actors.ts";

/** Somebody of the same school for each actor, with whom nothing is booked. */
async function newColleague(): Promise<string> {
	const handle = `${school.handle}-${randomBytes(4).toString("hex")}`;
	await admin.query(
		`insert into app.teachers (school_id, handle, name, email, time_zone)
		select id, $2, 'Leaving Lee', $2 || '@leaving.example', 'UTC' from app.schools where handle = $1`,
		[school.handle, handle],
	);
	return handle;
}

/** A school of its own for who may delete it, so that all others stay. */
async function whose(actor: Actor) {
	const leaver = await newSchool(1);
	return {
		leaver,
		...as(actor),
		...(actor === "staff" && { cookie: await signIn(await makeStaff(leaver)) }),
	};
}

/** A teacher and a school that are deleted. */
export const ofLeaving: Record<string, Row[]> = {
	"POST /api/teacher-erasures": [
		{
			// One's colleague is as good as nobody.
			expected: { ...staffOnly(200), teacher: 404, colleague: 404, stranger: 404 },
			attempt: async (actor) => {
				const handle = await newColleague();
				const said = await ask("POST", "/api/teacher-erasures", { ...as(actor), body: { handle } });
				const left = await rows("select from app.teachers where handle = $1", [handle]);
				expect(left).toHaveLength(actor === "staff" ? 0 : 1);
				return said;
			},
		},
	],
	"POST /api/school-erasures": [
		{
			expected: staffOnly(200),
			attempt: async (actor) => {
				const { leaver, ...by } = await whose(actor);
				const said = await ask("POST", "/api/school-erasures", { ...by, body: { handle: leaver.handle } });
				const left = await rows("select from app.schools where handle = $1", [leaver.handle]);
				expect(left).toHaveLength(actor === "staff" ? 0 : 1);
				return said;
			},
		},
	],
};
