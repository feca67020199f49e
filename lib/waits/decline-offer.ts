import "server-only";
import { call } from "../db.ts";
import { changed } from "../snapshots.ts";
import { readWaitRef } from "./ref.ts";

/** Says no to what is offered: it goes to the next one at once. Twice is once. Refuses NTFND. */
export async function declineOffer(ref: string): Promise<void> {
	const { waitId, linkVersion } = readWaitRef(ref);
	changed((await call<{ teacher: string }>("decline_offer", waitId, linkVersion)).teacher);
}
