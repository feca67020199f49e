import { randomBytes } from "node:crypto";
import type pg from "pg";
import { emailOf, makeOpening, makeSchool, startsOf, type Teacher, talk } from "./make-school.ts";

/** A second school, to which people come who belong to a fault and not to the opening: whatever is sold, there is something to book. */
export type Neighbours = {
	/** Have 96 times each, and are always open. */
	open: Teacher[];
	/** Has one time, and is always open. */
	single: Teacher;
	/** Has twenty times until a fault edits them, and is always open. */
	edited: Teacher;
	/** Opens at the bell, and has no waiting room. */
	belled: Teacher;
	/** Opens at the bell, too, and has a waiting room for those with these links. */
	queued: { teacher: Teacher; opening: string; invitations: string[] };
};

export async function seedNeighbours(
	database: pg.Client | pg.Pool,
	{ day, opensAt, linkSecret }: { day: Date; opensAt: number; linkSecret: string },
): Promise<Neighbours> {
	const school = `neighbours-${randomBytes(3).toString("hex")}`;
	const teacher = (name: string, starts: number): Teacher => ({
		handle: `${school}-${name}`,
		email: emailOf(school, `${school}-${name}`),
		starts: startsOf(day, starts),
	});
	const open = ["a", "b", "c", "d", "e", "f"].map((name) => teacher(name, 96));
	const [single, edited] = [teacher("single", 1), teacher("edited", 20)];
	const [belled, queued] = [teacher("belled", 96), teacher("queued", 96)];
	const all = [...open, single, edited, belled, queued];
	const staff = await makeSchool(database, {
		...{ handle: school, name: "The Neighbours' School", day },
		teachers: all.map(({ handle, starts }) => ({ handle, starts: starts.length })),
	});
	await database.query(
		`update app.appointment_types type set opens_at = $1
		from app.teachers teacher where teacher.id = type.teacher_id and teacher.handle = $2 and type.handle = $3`,
		[new Date(opensAt), belled.handle, talk.handle],
	);
	const opening = await makeOpening(database, {
		...{ staff, name: "The neighbours' opening", teacher: queued.handle, opensAt, families: 40, linkSecret },
	});
	return {
		...{ open, single, edited, belled },
		queued: { teacher: queued, opening: opening.id, invitations: opening.invitations },
	};
}
