import "server-only";
import { call } from "../db.ts";
import { log } from "../log.ts";
import { inPlace } from "./places.ts";
import { type Claim, leaseSeconds, readFeed } from "./read-feed.ts";

export type Readings = { read: number; failed: number };

/** As many as are waited for at once; what they are waited for costs nothing here. */
const atOnce = 4;

/** Reads the calendars from elsewhere that are due, until none is or `forMs` have passed. No other reader gets the same. */
export async function readDueFeeds(forMs: number): Promise<Readings> {
	const deadline = Date.now() + forMs;
	const readings = { read: 0, failed: 0 };
	const lane = async () => {
		while (Date.now() < deadline) {
			const turn = await inPlace(nextIsRead);
			// None is due, or all places are taken: those are read the next time.
			if (!turn || turn.done === undefined) return;
			readings[turn.done ? "read" : "failed"]++;
		}
	};
	await Promise.all(Array.from({ length: atOnce }, lane));
	return readings;
}

/** Whether the next one that is due was read well; undefined where none is. */
async function nextIsRead(): Promise<boolean | undefined> {
	const [claim] = await call<Claim[]>("take_feeds", 1, leaseSeconds);
	return claim && isRead(claim);
}

/** One that we could not put down comes again when its turn has run out, and stops no other. */
async function isRead(claim: Claim): Promise<boolean> {
	try {
		return await readFeed(claim);
	} catch (error) {
		log("error", "calendar not put down", { calendar: claim.id, error });
		return false;
	}
}
