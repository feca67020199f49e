import "server-only";
import { call } from "../db.ts";
import type { BounceMail } from "./wish-schema.ts";

/** Notes that a mail did not arrive, as a provider reports it later. Twice is once. Refuses NTFND. */
export async function bounceMail({ messageId, permanent, reason }: BounceMail): Promise<void> {
	const id = messageId.replace(/^<|@.*$/g, "");
	// What is needed of it is why, and not whose.
	const why = reason.replace(/[^\s<>]+@[^\s<>]+/g, "…").replace(/[\s\0]+/g, " ");
	await call("bounce_mail", id, permanent, why.trim().toWellFormed());
}
