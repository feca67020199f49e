import { randomBytes } from "node:crypto";
import { admin } from "../school.ts";

/** One more teacher of a school, who offers nothing and with whom nothing is booked. Gives their handle. */
export async function newIdler(school: string): Promise<string> {
	const handle = `${school}-${randomBytes(4).toString("hex")}`;
	await admin.query(
		`insert into app.teachers (school_id, handle, name, email, time_zone)
		select id, $2, 'Leaving Lee', $2 || '@leaving.example', 'UTC' from app.schools where handle = $1`,
		[school, handle],
	);
	return handle;
}
