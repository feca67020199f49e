import "server-only";
import { call } from "../db.ts";
import { env } from "../env.ts";
import { unlocked } from "../locked.ts";
import { Refusal } from "../refusal.ts";
import { renewTeacher } from "../teachers/renew-teacher.ts";
import { fetchFeed } from "./fetch-feed.ts";
import { readApart } from "./read-apart.ts";
import type { Read } from "./read-calendar.ts";
import { purpose } from "./read-feed-answer.ts";
import { lockedWords, ownWords } from "./trouble.ts";
import { Unreadable } from "./unreadable.ts";

/** Somebody's turn to read a calendar, as SQL gives it. */
export type Claim = {
	id: string;
	claim: string;
	sealed_url: string;
	time_zone: string;
	etag: string | null;
	modified: string | null;
};

/** As long as a turn holds: an answer is waited for ten seconds, and its reader for eight, behind a few others. */
export const leaseSeconds = 90;
const dayLength = 86_400_000;
/** Nothing can be booked further ahead than 730 days; and a day after it was read as a whole, it is again. */
const daysAhead = 800;

/**
 * Reads a calendar from elsewhere and puts down its times; where that fails, those it had stay, and the teacher is told why.
 * Gives whether it was read. What is wrong with us and not with it is thrown, and its turn runs out.
 */
export async function readFeed(claim: Claim): Promise<boolean> {
	try {
		const url = unlocked(purpose, claim.id, claim.sealed_url);
		if (!url) throw new Unreadable(lockedWords);
		const answer = await fetchFeed(url, claim);
		const read = answer && (await readApart(answer.bytes, wishOf(claim)));
		await settle(claim, read, answer ?? claim);
		return true;
	} catch (error) {
		if (error instanceof Refusal) throw error;
		if (!(error instanceof Unreadable))
			console.error(`calendar ${claim.id} not read:`, (error as Error).stack);
		await call("fail_feed", claim.id, claim.claim, error instanceof Unreadable ? error.message : ownWords);
		return false;
	}
}

async function settle(
	{ id, claim, time_zone }: Claim,
	read: Read | null,
	{ etag, modified }: Pick<Claim, "etag" | "modified">,
) {
	const settled = await call<{ handle: string; changed: boolean } | null>(
		"settle_feed",
		id,
		claim,
		read && JSON.stringify(read.times.map(({ from, until }) => ({ from: iso(from), until: iso(until) }))),
		time_zone,
		etag,
		modified,
		read?.trouble ?? null,
	);
	if (settled?.changed) renewTeacher(settled.handle);
}

/** From yesterday on, by whole days, so that what is read twice on a day is the same. */
function wishOf({ time_zone }: Claim) {
	const from = (Math.floor(Date.now() / dayLength) - 1) * dayLength;
	return {
		from,
		until: from + daysAhead * dayLength,
		zone: time_zone,
		host: new URL(env().APP_URL).hostname,
	};
}

const iso = (ms: number) => new Date(ms).toISOString();
