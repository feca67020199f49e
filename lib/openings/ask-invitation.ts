import "server-only";
import { call } from "../db.ts";

/** Has a personal link mailed to whoever may come uninvited. Refuses NTFND, DNIED (for the invited only), CLOSD. */
export async function askInvitation({ opening, email }: { opening: string; email: string }): Promise<void> {
	await call("ask_invitation", opening, email);
}
