import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { changed } from "../snapshots.ts";

/** Takes somebody off one's waiting list; what is offered to them goes to the next one. Refuses DNIED, NTFND. */
export async function dropWait(who: DeskUser, { wait }: { wait: string }): Promise<void> {
	const { handle } = await call<{ handle: string }>("drop_wait", who.userId, wait);
	changed(handle);
}
