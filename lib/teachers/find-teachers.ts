import "server-only";
import { call, read } from "../db.ts";
import type { TeacherCard } from "./schema.ts";

type Answer = { handle: string; name: string; subjects: string[]; school: string; time_zone: string };

/** Teachers whose name or subject has every word of `q`, by name; everyone for an empty one. At most 1,000. */
export async function findTeachers({ q }: { q: string }, { afterEdit = false } = {}): Promise<TeacherCard[]> {
	const ask = afterEdit ? call : read;
	const rows = await ask<Answer[]>("find_teachers", q);
	return rows.map(({ time_zone, ...card }) => ({ ...card, timeZone: time_zone }));
}
