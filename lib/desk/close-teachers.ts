import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { dropCopies } from "../teachers/drop-copies.ts";

/**
 * Offers nothing more of these teachers, of whom one is in charge: all of their types are retired. Gives who is closed; a handle that is
 * nobody's any more is left out. Refuses DNIED, NTFND where it is none of them.
 */
export async function closeTeachers(who: DeskUser, handles: string[]): Promise<{ teachers: string[] }> {
	const { teachers } = await call<{ teachers: string[] }>("close_teachers", who.userId, handles);
	// A whole school's pages are made again as they are asked for, and not all at once.
	for (const handle of teachers) dropCopies(handle);
	return { teachers };
}
