import "server-only";
import { call } from "../db.ts";

const batch = 500;

/** How many of each kind were forgotten: `{ mails, requests, invitations, waits, trail, pages, bookings, holds }`. */
export type Forgotten = Record<string, number>;

/** Forgets what was kept long enough, batch by batch, until nothing is left or the time is over; the next run goes on. */
export async function retain(withinMs: number): Promise<Forgotten> {
	const until = Date.now() + withinMs;
	const sum: Forgotten = {};
	let left = true;
	while (left && Date.now() < until) {
		const forgotten = await call<Forgotten>("retain", batch);
		for (const [kind, count] of Object.entries(forgotten)) sum[kind] = (sum[kind] ?? 0) + count;
		left = Object.values(forgotten).some((count) => count >= batch);
	}
	return sum;
}
