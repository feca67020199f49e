import "server-only";
import { call } from "../db.ts";
import { composeMail, type DueMail } from "./compose-mail.ts";
import { sendMail } from "./transport.ts";

export type Delivered = { sent: number; failed: number };

const batch = 20;
const leaseSeconds = 60;
let running: Promise<Delivered> | undefined;
let askedAgain = false;

/**
 * Sends the mails that are due, until none is or `forMs` have passed. Each is taken by one drainer at a time and goes
 * out at least once, always with the same Message-ID; one that fails comes again later and holds up no other.
 * A second call in one process joins the first, which then looks once more.
 */
export function deliverMails(forMs: number): Promise<Delivered> {
	askedAgain = true;
	running ??= drain(Date.now() + forMs).finally(() => {
		running = undefined;
	});
	return running;
}

async function drain(deadline: number): Promise<Delivered> {
	const delivered = { sent: 0, failed: 0 };
	while (askedAgain && Date.now() < deadline) {
		askedAgain = false;
		const due = await call<DueMail[]>("take_mails", batch, leaseSeconds);
		const sent = await Promise.all(due.map(deliver));
		for (const one of sent) delivered[one ? "sent" : "failed"]++;
		if (due.length === batch) askedAgain = true;
	}
	return delivered;
}

async function deliver(due: DueMail): Promise<boolean> {
	try {
		await sendMail(composeMail(due));
	} catch (error) {
		// What an SMTP server says may name the recipient: its code is enough for the log.
		const { code, responseCode, message } = error as Error & { code?: string; responseCode?: number };
		console.error(`mail ${due.id} not sent:`, code, responseCode);
		await call("mark_mail", due.id, message);
		return false;
	}
	await call("mark_mail", due.id, null);
	return true;
}
