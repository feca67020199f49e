import { randomUUID } from "node:crypto";
import { sql, type TestTeacher } from "./school.ts";

/** Changes what a teacher offers, as their desk would: columns of their types, or of one of them. */
export async function offers(
	{ handle }: Pick<TestTeacher, "handle">,
	columns: Record<string, unknown>,
	type = "%",
): Promise<void> {
	const names = Object.keys(columns);
	await sql(
		`update app.appointment_types set ${names.map((name, i) => `${name} = $${i + 3}`).join(", ")}
		where teacher_id = (select id from app.teachers where handle = $1) and handle like $2`,
		[handle, type, ...Object.values(columns)],
	);
}

export const questions = [
	{ id: "class", label: "Which class?", kind: "text", required: true },
	{ id: "about", label: "What is it about?", kind: "long", required: false },
	{ id: "level", label: "Level", kind: "choice", required: true, choices: ["Beginner", "Advanced"] },
	{ id: "rules", label: "I have read the rules of the house", kind: "check", required: true },
];

/** A team of these teachers, and its page. */
export async function newTeam(
	teachers: Pick<TestTeacher, "handle">[],
): Promise<{ handle: string; name: string; url: string }> {
	const own = randomUUID().slice(0, 8);
	const [handle, name] = [`team-${own}`, `Team ${own}`];
	const handles = teachers.map((teacher) => teacher.handle);
	await sql(
		`with team as (
			insert into app.teams (school_id, handle, name)
			select school_id, $1, $2 from app.teachers where handle = $3 returning id
		)
		insert into app.team_members (team_id, teacher_id)
		select team.id, teacher.id from team, app.teachers teacher where teacher.handle = any ($4)`,
		[handle, name, handles[0], handles],
	);
	return { handle, name, url: `/team/${handle}` };
}
