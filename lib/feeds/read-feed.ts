import "server-only";
import { call } from "../db.ts";
import { env } from "../env.ts";
import { unlocked } from "../locked.ts";
import { log } from "../log.ts";
import { Refusal } from "../refusal.ts";
import { renewTeacher } from "../teachers/renew-teacher.ts";
import { fetchFeed } from "./fetch-feed.ts";
import { readApart } from "./read-apart.ts";
import { inOrder, type Read, type Wish } from "./read-calendar.ts";
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
/** Nothing can be booked further ahead than 730 days, nor are a type's own dates; and a day after it was read as a whole, it is again. */
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
		const wish = wishOf(claim);
		const read = answer && (await readApart(answer.bytes, wish));
		await settle(claim, read && (await withBooked(claim.id, read, wish)), answer ?? claim);
		return true;
	} catch (error) {
		if (error instanceof Refusal) throw error;
		if (!(error instanceof Unreadable)) log("error", "calendar not read", { calendar: claim.id, error });
		await call("fail_feed", claim.id, claim.claim, error instanceof Unreadable ? error.message : ownWords);
		return false;
	}
}

/**
 * With the times of bookings of ours that are with somebody else: whoever teaches here may be a booker, too, and not in two
 * places at once.
 */
async function withBooked(feed: string, read: Read, wish: Pick<Wish, "from" | "until">): Promise<Read> {
	const ids = read.booked.filter(({ times }) => times.length).map(({ id }) => id);
	if (ids.length === 0) return read;
	const others = new Set(await call<string[]>("booked_elsewhere", feed, ids));
	const times = read.booked.filter(({ id }) => others.has(id)).flatMap((each) => each.times);
	return times.length ? { ...read, times: inOrder([...read.times, ...times], wish) } : read;
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
		read?.isWhole ?? true,
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
