import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import type { DropHook } from "./schema.ts";

/** Tells a program nothing any more, also not what still waits. Twice is once. Refuses DNIED, STALE. */
export async function dropHook(who: DeskUser, { hook, version }: DropHook): Promise<void> {
	await call("drop_hook", who.userId, hook, version ?? null);
}
