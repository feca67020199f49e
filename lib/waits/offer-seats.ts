import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { after } from "next/server";
import { call } from "../db.ts";
import { log } from "../log.ts";
import { deliverMails } from "../mail/deliver-mails.ts";
import { changed } from "../snapshots.ts";

const mostTeachers = 1_000;
/** Of one teacher in one run, so that no other waits for it. */
const mostSeats = 500;
const soonForMs = 5_000;

/**
 * Has what is free offered to who waits for it, and what lapsed to the next one, everywhere and until nothing is left or
 * `forMs` have passed. What is freed while others wait for just that is offered without it, in the statement that frees it.
 */
export async function offerSeats(forMs: number): Promise<{ offered: number }> {
	const deadline = Date.now() + forMs;
	let offered = 0;
	for (const teacher of await call<string[]>("list_waited", mostTeachers)) {
		if (Date.now() >= deadline) break;
		try {
			offered += await offerOf(teacher, deadline);
		} catch (error) {
			// One teacher's trouble keeps no other waiting.
			log("error", "seats not offered", { error });
		}
	}
	return { offered };
}

const asked = new Set<string>();
/** Who was found to have no list that anybody could wait on, as in an opening: for a minute they are not asked about again. */
const listless = new LRUCache<string, true>({ max: 5_000, ttl: 60_000 });

/**
 * The same for one teacher, once this request is answered, and twice a second at most. Outside a request, the cron is soon enough.
 * After an edit they may have a list.
 */
export function offerSoon(teacher: string, { afterEdit = false } = {}): void {
	if (afterEdit) listless.delete(teacher);
	if (asked.has(teacher) || listless.has(teacher)) return;
	try {
		after(() => offerNow(teacher));
		asked.add(teacher);
	} catch {
		// Nothing waits for an answer here, and nothing is to be asked behind it.
	}
}

async function offerNow(teacher: string): Promise<void> {
	await pause(500);
	asked.delete(teacher);
	try {
		if ((await offerOf(teacher, Date.now() + soonForMs)) > 0) await deliverMails(soonForMs);
	} catch (error) {
		log("error", "seats not offered", { error });
	}
}

/** One seat a statement, so that none is held while another is waited for. */
async function offerOf(teacher: string, deadline: number): Promise<number> {
	let offered = 0;
	while (offered < mostSeats && Date.now() < deadline) {
		const more = await call<boolean | null>("offer_seats", teacher);
		if (more === null) listless.set(teacher, true);
		if (!more) break;
		offered++;
	}
	if (offered > 0) changed(teacher);
	return offered;
}
