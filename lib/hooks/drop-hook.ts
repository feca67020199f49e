import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import type { OneHook } from "./schema.ts";

/** Tells a program nothing any more, also not what still waits. Twice is once. Refuses DNIED. */
export async function dropHook(who: DeskUser, { hook }: OneHook): Promise<void> {
	await call("drop_hook", who.userId, hook);
}
