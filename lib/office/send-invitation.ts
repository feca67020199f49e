import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";

type Wish = { opening: string; invitation: string };

/** Sends a new link; the one before is worth nothing from now on. Refuses DNIED, NTFND, LIMIT. */
export async function sendInvitation(who: DeskUser, { opening, invitation }: Wish): Promise<void> {
	await call("send_invitation", who.userId, opening, invitation);
}
