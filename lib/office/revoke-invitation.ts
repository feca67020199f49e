import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";

type Wish = { opening: string; invitation: string };

/** Makes a link worth nothing, and its place with it; what was booked stands. Refuses DNIED, NTFND. */
export async function revokeInvitation(who: DeskUser, { opening, invitation }: Wish): Promise<void> {
	await call("revoke_invitation", who.userId, opening, invitation);
}
