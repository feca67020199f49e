import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { after } from "next/server";
import { call } from "../db.ts";
import { tellHooks } from "../hooks/tell-hooks.ts";
import { log } from "../log.ts";
import { composeMail, type DueMail } from "./compose-mail.ts";
import { isNoAddress, isRefusedForGood, whyNotTaken } from "./refused.ts";
import { sendMail } from "./transport.ts";

export type Delivered = { sent: number; failed: number };

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
 * Has what is due sent, and teachers' programs told, once this request is answered. Begun once a second at most, so that at a
 * rush the bookings come first; whoever asks in between is in the next run.
 */
export function deliverSoon(): void {
	if (soon) return;
	soon = true;
	after(async () => {
		await pause(Math.max(0, notBefore - Date.now()));
		notBefore = Date.now() + 1_000;
		soon = false;
		await Promise.all([deliverMails(5_000), tellHooks(5_000)]);
	});
}

async function drain(deadline: number): Promise<Delivered> {
	const delivered = { sent: 0, failed: 0 };
	let trouble: unknown;
	while (askedAgain && !trouble && Date.now() < deadline) {
		askedAgain = false;
		let dry = false;
		const lanes: Promise<void>[] = [];
		// A lane takes a mail only when it begins with it: one that waited here would tell what was, and not what is.
		const lane = async () => {
			while (!dry && Date.now() < deadline) {
				const due = await take().catch((error) => {
					trouble = error;
				});
				if (!due) dry = true;
				else {
					if (lanes.length < atOnce) lanes.push(lane());
					delivered[(await deliver(due)) ? "sent" : "failed"]++;
				}
			}
		};
		lanes.push(lane());
		for (const each of lanes) await each;
	}
	if (trouble) throw trouble;
	return delivered;
}

async function take(): Promise<DueMail | undefined> {
	const [due] = await call<DueMail[]>("take_mails", 1, leaseSeconds, true);
	return due;
}

async function deliver(due: DueMail): Promise<boolean> {
	try {
		await sendMail(composeMail(due));
	} catch (error) {
		const why = whyNotTaken(error);
		log("error", "mail not sent", { mail: due.id, why });
		await mark(due.id, () =>
			isRefusedForGood(error)
				? call("bounce_mail", due.id, isNoAddress(error), why)
				: call("mark_mail", due.id, why),
		);
		return false;
	}
	await mark(due.id, () => call("mark_mail", due.id, null));
	return true;
}

/** A mail whose mark is lost goes out once more after its lease, under the same Message-ID, and stops no other. */
async function mark(id: string, as: () => Promise<void>): Promise<void> {
	try {
		await as();
	} catch (reason) {
		log("error", "mail not marked", { mail: id, error: reason });
	}
}
