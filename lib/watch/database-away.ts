import "server-only";
import { oneInProcess } from "../in-process.ts";
import { hint } from "../redis.ts";
import { databaseAway } from "./alerts.ts";
import { newTold, tellAlert } from "./tell-alert.ts";

// A restart is over within a minute, and tells itself by what failed meanwhile.
const patienceMs = 50_000;
const daySeconds = 86_400;
const sinceKey = "watch:away-since";
// Of one time alone, so that what is left of another keeps nobody silent.
const toldKey = (since: number) => `watch:away-told:${since}`;

/** What this process knows by itself, while Redis is silent as well. */
const here = oneInProcess("database-away", (): { since?: number; last?: number; told?: boolean } => ({}));
// It is noted each minute: what was last noted longer ago was another time, whose end another process has seen.
const staleMs = 180_000;

/**
 * The database did not answer the watch: `said` is what that means. Where it goes on for a minute, it is told once. Redis
 * remembers it for all instances; while that is away, too, each does for itself, so that some may tell it again.
 */
export async function noteAway(said: string, now = Date.now()): Promise<void> {
	const since = await hint(async (redis) => {
		await redis.set(sinceKey, now, { nx: true, ex: daySeconds });
		return Number(await redis.get(sinceKey));
	});
	if (!since) {
		if (here.last && now - here.last > staleMs) here.since = here.told = undefined;
		here.since ??= now;
		here.last = now;
		if (now - here.since >= patienceMs) here.told ||= await told(said, here.since);
		return;
	}
	if (now - since < patienceMs) return;
	if (!(await hint((redis) => redis.set(toldKey(since), 1, { nx: true, ex: daySeconds })))) return;
	if (!(await told(said, since))) await hint((redis) => redis.del(toldKey(since)));
}

/** It answers: what was told is taken back by one, and is over once somebody heard that. */
export async function noteBack(now = Date.now()): Promise<void> {
	if (here.since && (!here.told || (await told("", here.since, now)))) here.since = here.told = undefined;
	const since = await hint((redis) => redis.get<number>(sinceKey));
	if (!since) return;
	const ours = await hint((redis) => redis.getdel(toldKey(since)));
	await hint((redis) => redis.del(sinceKey));
	if (!ours || (await told("", since, now))) return;
	// Nobody heard it: for the next minute all is as it was.
	await hint((redis) =>
		redis
			.pipeline()
			.set(sinceKey, since, { ex: daySeconds })
			.set(toldKey(since), 1, { ex: daySeconds })
			.exec(),
	);
}

function told(said: string, since: number, until?: number): Promise<boolean> {
	const [from = "", to = null] = [since, until].map((ms) => (ms ? new Date(ms).toISOString() : undefined));
	return tellAlert(newTold(databaseAway.name, said, from, to));
}
