import { expect } from "vitest";
import { ask } from "../ask.ts";
import { makeStaff } from "../office.ts";
import { newSchool, rows } from "../school.ts";
import { signIn } from "../session.ts";
import { type Actor, as, type Row, school, staffOnly } from "./actors.ts";
import { newIdler } from "./idler.ts";

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
				const handle = await newIdler(school.handle);
				const said = await ask("POST", "/api/teacher-erasures", { ...as(actor), body: { handle } });
				const left = await rows("select from app.teachers where handle = $1", [handle]);
				expect(left).toHaveLength(actor === "staff" ? 0 : 1);
				return said;
			},
		},
	],
	"POST /api/teacher-closings": [
		{
			expected: { ...staffOnly(200), teacher: 404, colleague: 404, stranger: 404 },
			attempt: async (actor) => {
				const handle = await newIdler(school.handle);
				const said = await ask("POST", "/api/teacher-closings", {
					...as(actor),
					body: { teachers: [handle] },
				});
				expect(said.json?.teachers).toEqual(actor === "staff" ? [handle] : undefined);
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
