import type pg from "pg";
import type { School } from "./school.ts";

type Standing = { handle: string; email: string; name: string; school: string; school_name: string };

/** What only the database can know: teachers of the file whose handle or address is somebody else's there. */
export async function clashes(client: pg.Client, school: School): Promise<string[]> {
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
