import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { type HookAnswer, readHook } from "./read-hook.ts";
import type { Hook } from "./schema.ts";

/** The programs that are told of a teacher's bookings, in the order they were added. Refuses DNIED. */
export async function listHooks(who: DeskUser): Promise<Hook[]> {
	return (await call<HookAnswer[]>("list_hooks", who.userId)).map(readHook);
}
