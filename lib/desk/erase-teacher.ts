import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { renewGone } from "../teachers/renew-gone.ts";

type Answer = { openings: string[]; teams: string[]; is_gone: boolean };

/**
 * Erases oneself as a teacher, or one of the school whose office one is; from then on nobody sees their page. Gives whether who
 * asked is nobody here any more. Refuses DNIED, NTFND, AHEAD while something is still to come.
 */
export async function eraseTeacher(who: DeskUser, handle: string): Promise<{ isGone: boolean }> {
	const { openings, teams, is_gone } = await call<Answer>("erase_teacher", who.userId, handle);
	renewGone({ teachers: [handle], openings, teams });
	return { isGone: is_gone };
}
