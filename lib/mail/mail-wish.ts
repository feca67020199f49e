import "server-only";
import { call } from "../db.ts";
import { readWish } from "./wish-ref.ts";

/** Whether an address gets reminders and follow-ups, and whether mails to it came back for good. */
export type MailWish = { wanted: boolean; bounced: boolean };

/** What holds for the address behind a link. Refuses NTFND. */
export function getMailWish(ref: string): Promise<MailWish> {
	return call<MailWish>("get_mail_wish", readWish(ref));
}

/** Has the address behind a link get reminders and follow-ups, or none. Twice is once. Refuses NTFND. */
export async function saveMailWish(ref: string, wanted: boolean): Promise<void> {
	await call("save_mail_wish", readWish(ref), wanted);
}
