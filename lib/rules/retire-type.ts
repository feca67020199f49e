import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { renewTeacher } from "../teachers/renew-teacher.ts";

/** A type is offered no longer; what was booked of it stands. Refuses DNIED, NTFND. */
export async function retireType(who: DeskUser, { type }: { type: string }): Promise<void> {
	const { handle } = await call<{ handle: string }>("retire_type", who.userId, type);
	renewTeacher(handle);
}
