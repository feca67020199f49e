import type pg from "pg";

export type Noted = {
	actor_kind: string;
	verb: string;
	subject_kind: string;
	subject_id: string;
	before: Record<string, unknown> | null;
	after: Record<string, unknown> | null;
	reason: string | null;
};

/** What was noted while something was done, in its order. */
export async function noted(admin: pg.Client, act: () => Promise<unknown>): Promise<Noted[]> {
	const last = "select coalesce(max(id), 0) as id from app.audit";
	const { id } = (await admin.query(last)).rows[0];
	await act();
	return (await admin.query<Noted>("select * from app.audit where id > $1 order by id", [id])).rows;
}

/** `teacher retired type`, for each line. */
export const inShort = (lines: Noted[]): string[] =>
	lines.map(({ actor_kind, verb, subject_kind }) => `${actor_kind} ${verb} ${subject_kind}`);
