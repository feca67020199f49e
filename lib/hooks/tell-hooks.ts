import "server-only";
import { call } from "../db.ts";
import { log } from "../log.ts";
import { type DueDelivery, type Told, tellHook } from "./tell-hook.ts";
import { ownWords } from "./trouble.ts";

export type Delivered = { told: number; failed: number };

/** As many programs as are told something at once, by one who asks for it and by all in this process. */
const lanes = 4;
const mostLanes = 8;
let open = 0;
/** An answer is waited for ten seconds. */
const leaseSeconds = 30;

/**
 * Tells programs what is due, until nothing is or `forMs` have passed. Each hears one thing at a time, and each thing at least
 * once, always by the same id; one that is not taken comes again later. For one that is slow no other waits.
 */
export async function tellHooks(forMs: number): Promise<Delivered> {
	const deadline = Date.now() + forMs;
	const delivered = { told: 0, failed: 0 };
	const free = Math.min(lanes, mostLanes - open);
	if (free <= 0) return delivered;
	open += free;
	try {
		// Where nothing is due, as mostly, that is asked once.
		const first = await take();
		const lane = async (begin: DueDelivery | null) => {
			for (let due = begin; due; due = Date.now() < deadline ? await take() : null)
				delivered[(await isTold(due)) ? "told" : "failed"]++;
		};
		const others = Array.from({ length: first ? free - 1 : 0 }, async () => lane(await take()));
		await Promise.all([lane(first), ...others]);
	} finally {
		open -= free;
	}
	return delivered;
}

const take = () => call<DueDelivery | null>("take_hook_delivery", leaseSeconds);

async function isTold(due: DueDelivery): Promise<boolean> {
	const { status, error } = await tellHook(due).catch((reason): Told => {
		log("error", "hook delivery not sent", { delivery: due.id, error: reason });
		return { status: null, error: ownWords };
	});
	try {
		await call("settle_hook_delivery", due.id, due.claim, status, error);
	} catch (reason) {
		// It is told once more when its turn has run out, by the same id, and stops no other.
		log("error", "hook delivery not settled", { delivery: due.id, error: reason });
	}
	return error === null;
}
