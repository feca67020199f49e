import type pg from "pg";
import type { School } from "./school.ts";

type Standing = { handle: string; email: string; name: string; school: string; school_name: string };

/** What only the database can know: a handle or an address of the file, or of its staff, that is somebody else's there. */
export async function clashes(client: pg.Client, school: School): Promise<string[]> {
	return [...(await teacherClashes(client, school)), ...(await staffClashes(client, school))];
}

/** One address looks after one school. */
async function staffClashes(client: pg.Client, { handle, staff = [] }: School): Promise<string[]> {
	const { rows } = await client.query<{ email: string; school: string }>(
		`select staff.email, school.name as school
		from app.staff staff join app.schools school on school.id = staff.school_id
		where staff.email = any ($1) and school.handle <> $2 order by staff.email`,
		[staff, handle],
	);
	return rows.map(
		({ email, school }) => `--staff: ${email} is staff of ${school} already: give another one.`,
	);
}

async function teacherClashes(client: pg.Client, school: School): Promise<string[]> {
	const { rows } = await client.query<Standing>(
		`select teacher.handle, teacher.email, teacher.name, school.handle as school, school.name as school_name
		from app.teachers teacher join app.schools school on school.id = teacher.school_id
		where teacher.handle = any ($1) or teacher.email = any ($2)`,
		[school.teachers.map(({ handle }) => handle), school.teachers.map(({ email }) => email)],
	);
	const byHandle = new Map(rows.map((row) => [row.handle, row]));
	const byEmail = new Map(rows.map((row) => [row.email, row]));
	const told = new Set(school.teachers.map(({ handle }) => handle));
	return school.teachers.flatMap(({ name, handle, email }) => {
		const namesake = byHandle.get(handle);
		if (namesake && namesake.school !== school.handle) {
			return `${name}, handle: ${handle} is a teacher of ${namesake.school_name}: give another one.`;
		}
		const owner = byEmail.get(email);
		if (!owner || owner.handle === handle) return [];
		if (owner.school !== school.handle) {
			return `${name}, email: ${email} is ${owner.name}'s at ${owner.school_name}: give another one.`;
		}
		// When the file gives its owner another address, the database sorts it out or refuses.
		if (told.has(owner.handle)) return [];
		return `${name}, email: ${email} is ${owner.name}'s. If this is the same person, write ${owner.handle} into the column handle.`;
	});
}
