import "server-only";
import { call } from "../db.ts";
import { readWait, type WaitAnswer } from "./read-wait.ts";
import { readWaitRef } from "./ref.ts";
import type { Wait } from "./schema.ts";

/** What somebody waits for, behind their signed reference. Refuses NTFND. */
export async function getWait(ref: string): Promise<Wait> {
	const { waitId, linkVersion } = readWaitRef(ref);
	return readWait(await call<WaitAnswer>("get_wait", waitId, linkVersion));
}
