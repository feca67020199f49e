import "server-only";
import { call } from "../db.ts";
import { changed } from "../snapshots.ts";
import { readWaitRef } from "./ref.ts";

/** Waits no longer; what is offered just now goes to the next one. Twice is once. Refuses NTFND. */
export async function leaveWaitlist(ref: string): Promise<void> {
	const { waitId, linkVersion } = readWaitRef(ref);
	changed((await call<{ teacher: string }>("leave_waitlist", waitId, linkVersion)).teacher);
}
