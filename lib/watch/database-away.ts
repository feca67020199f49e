import "server-only";
import { hint } from "../redis.ts";
import { databaseAway } from "./alerts.ts";
import { newTold, tellAlert } from "./tell-alert.ts";

// A restart is over within a minute, and tells itself by what failed meanwhile.
const patienceMs = 50_000;
const daySeconds = 86_400;
const sinceKey = "watch:away-since";
const toldKey = "watch:away-told";

/**
 * The database did not answer the watch: `said` is what that means. Where it goes on for a minute, it is told once; Redis
 * remembers it, as nobody else can.
 */
export async function noteAway(said: string, now = Date.now()): Promise<void> {
	const since = await hint(async (redis) => {
		await redis.set(sinceKey, now, { nx: true, ex: daySeconds });
		return Number(await redis.get(sinceKey));
	});
	if (!since || now - since < patienceMs) return;
	if (!(await hint((redis) => redis.set(toldKey, 1, { nx: true, ex: daySeconds })))) return;
	const told = newTold(databaseAway.name, said, new Date(since).toISOString(), null);
	if (!(await tellAlert(told))) await hint((redis) => redis.del(toldKey));
}

/** It answers: what was told is taken back. */
export async function noteBack(now = Date.now()): Promise<void> {
	const since = await hint((redis) => redis.getdel<number>(sinceKey));
	if (!since || !(await hint((redis) => redis.del(toldKey)))) return;
	const [from, until] = [since, now].map((ms) => new Date(Number(ms)).toISOString()) as [string, string];
	await tellAlert(newTold(databaseAway.name, "", from, until));
}
