import "server-only";
import { hint } from "../redis.ts";
import { tallyKey, tellNow } from "../tally.ts";
import type { Traffic } from "./schema.ts";
import { readTraffic } from "./traffic.ts";

// The last counts of a minute are on their way for a moment.
const settleMs = 15_000;
/** A cron that missed some is caught up with. */
const most = 10;

/** What all instances counted in the last finished minutes, by their start; null while Redis is out of reach. */
export async function countedMinutes(now = Date.now()): Promise<Record<string, Traffic> | null> {
	// Whoever asks may have counted, too.
	await tellNow();
	const last = Math.floor((now - settleMs) / 60_000) - 1;
	const minutes = Array.from({ length: most }, (_, i) => last - i);
	const counted = await hint((redis) => {
		const asked = redis.pipeline();
		for (const minute of minutes) asked.hgetall(tallyKey(minute));
		return asked.exec<(Record<string, unknown> | null)[]>();
	});
	if (!counted) return null;
	return Object.fromEntries(
		minutes.map((minute, i) => [new Date(minute * 60_000).toISOString(), readTraffic(counted[i] ?? {})]),
	);
}
