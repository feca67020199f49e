import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { renewGone } from "../teachers/renew-gone.ts";

type Answer = { left: number; teachers: string[]; teams: string[]; openings: string[]; is_gone: boolean };

/**
 * Erases the school whose office one is, with all of its teachers: some of them at a time, until none is `left` and all is gone. Gives
 * whether who asked is nobody here any more, too. Refuses DNIED, NTFND, AHEAD while something is still to come.
 */
export async function eraseSchool(who: DeskUser, handle: string): Promise<{ isGone: boolean; left: number }> {
	const { is_gone, left, ...gone } = await call<Answer>("erase_school", who.userId, handle);
	renewGone(gone);
	return { isGone: is_gone, left };
}
