import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { after } from "next/server";
import { call } from "../db.ts";
import { composeMail, type DueMail } from "./compose-mail.ts";
import { sendMail } from "./transport.ts";

export type Delivered = { sent: number; failed: number };

const batch = 20;
const leaseSeconds = 60;
/** As many as the transport has connections: a mail that waits in a queue would outlive its lease there. */
const atOnce = 3;
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

let soon = false;
let notBefore = 0;

/**
 * Has what is due sent once this request is answered. Begun once a second at most, so that at a rush the bookings come
 * first; whoever asks in between is in the next run.
 */
export function deliverSoon(): void {
	if (soon) return;
	soon = true;
	after(async () => {
		await pause(Math.max(0, notBefore - Date.now()));
		notBefore = Date.now() + 1_000;
		soon = false;
		await deliverMails(5_000);
	});
}

async function drain(deadline: number): Promise<Delivered> {
	const delivered = { sent: 0, failed: 0 };
	while (askedAgain && Date.now() < deadline) {
		askedAgain = false;
		const due = await call<DueMail[]>("take_mails", batch, leaseSeconds);
		if (due.length === batch) askedAgain = true;
		const lane = async () => {
			// What is not begun by the deadline keeps its lease and comes again.
			for (let mail = due.shift(); mail && Date.now() < deadline; mail = due.shift())
				delivered[(await deliver(mail)) ? "sent" : "failed"]++;
		};
		await Promise.all(Array.from({ length: atOnce }, lane));
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
		await mark(due.id, message);
		return false;
	}
	await mark(due.id, null);
	return true;
}

/** A mail whose mark is lost goes out once more after its lease, under the same Message-ID, and stops no other. */
async function mark(id: string, error: string | null): Promise<void> {
	try {
		await call("mark_mail", id, error);
	} catch (reason) {
		console.error(`mail ${id} not marked:`, (reason as Error).message);
	}
}
