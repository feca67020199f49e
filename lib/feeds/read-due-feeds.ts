import "server-only";
import { call } from "../db.ts";
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
			const [claim] = await call<Claim[]>("take_feeds", 1, leaseSeconds);
			if (!claim) return;
			readings[(await isRead(claim)) ? "read" : "failed"]++;
		}
	};
	await Promise.all(Array.from({ length: atOnce }, lane));
	return readings;
}

/** One that we could not put down comes again when its turn has run out, and stops no other. */
async function isRead(claim: Claim): Promise<boolean> {
	try {
		return await readFeed(claim);
	} catch (error) {
		console.error(`calendar ${claim.id} not put down:`, (error as Error).message);
		return false;
	}
}
