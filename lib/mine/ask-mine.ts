import "server-only";
import { call } from "../db.ts";
import { deliverMails } from "../mail/deliver-mails.ts";

/**
 * Mails a link to all bookings of an address to it, at most once a minute and only where there are any. Says nothing about
 * whether it did: whoever asks must not learn who has booked here.
 */
export async function askMine(email: string): Promise<void> {
	await call("ask_mine", email);
	await deliverMails(5_000);
}
