import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { renewTeacher } from "../teachers/renew-teacher.ts";

/** A type that was retired is offered again. Refuses DNIED, NTFND. */
export async function restoreType(who: DeskUser, { type }: { type: string }): Promise<void> {
	const { handle } = await call<{ handle: string }>("restore_type", who.userId, type);
	renewTeacher(handle);
}
