import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { oneInProcess } from "./in-process.ts";
import { later } from "./later.ts";
import { hint } from "./redis.ts";

/** What lasted up to so many milliseconds is counted together; the last is for all that lasted longer. */
export const bucketsMs = [10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, Number.POSITIVE_INFINITY];

const tellMs = 1_000;
// Where a platform froze the one that was about to tell, another does.
const staleMs = 15_000;
const keptMinutes = 20;
/** Of these the highest counts, not the sum. */
const highest = "^";

const state = oneInProcess("tally", () => ({
	/** By minute since 1970. */
	untold: new Map<number, Map<string, number>>(),
	/** From the clock that pages may read while they are made ahead to the one on the wall, which goes on while a machine sleeps. */
	aheadMs: performance.timeOrigin,
	tellingSince: Number.NEGATIVE_INFINITY,
}));

/**
 * Counts something in memory, in the minute that runs, for what an operator watches (lib/watch/). A name says what happened and
 * never to whom. It costs a request nothing but an addition; `tellTally` has it told.
 */
export function tally(name: string, times = 1): void {
	const counts = running();
	counts.set(name, (counts.get(name) ?? 0) + times);
}

/** The same for how high something stood, of which the highest of a minute is kept. */
export function tallyHighest(name: string, height: number): void {
	const counts = running();
	counts.set(highest + name, Math.max(height, counts.get(highest + name) ?? 0));
}

/** Which of `bucketsMs` it is in. */
export const bucketOf = (ms: number): number => bucketsMs.findIndex((most) => ms <= most);

export const tallyKey = (minute: number): string => `watch:${minute}`;

/** Once this request is answered, Redis is told what was counted, in one message for all that a second brings. */
export function tellTally(): void {
	state.aheadMs = Date.now() - performance.now();
	if (state.untold.size === 0 || performance.now() - state.tellingSince < staleMs) return;
	state.tellingSince = performance.now();
	later(async () => {
		await pause(tellMs);
		await tellNow();
	});
}

/** What Redis does not hear is not told again, since it may have counted it all the same; how much that was, is told. */
export async function tellNow(): Promise<void> {
	const told = [...state.untold];
	state.untold.clear();
	state.tellingSince = Number.NEGATIVE_INFINITY;
	const heard = await hint((redis) =>
		Promise.all(
			told.map(([minute, counts]) =>
				redis.eval(addUp, [tallyKey(minute)], [...counts].flat().concat(keptMinutes * 60)),
			),
		),
	);
	if (!heard) tally("lost", told.length);
}

const addUp = `
for i = 1, #ARGV - 1, 2 do
	if string.sub(ARGV[i], 1, 1) == '${highest}' then
		local had = tonumber(redis.call('HGET', KEYS[1], ARGV[i]) or '0')
		if tonumber(ARGV[i + 1]) > had then redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
	else
		redis.call('HINCRBY', KEYS[1], ARGV[i], ARGV[i + 1])
	end
end
redis.call('EXPIRE', KEYS[1], ARGV[#ARGV])
return 1`;

function running(): Map<string, number> {
	const minute = Math.floor((state.aheadMs + performance.now()) / 60_000);
	const counts = state.untold.get(minute) ?? new Map<string, number>();
	state.untold.set(minute, counts);
	// Where nobody asks for anything but pages, nothing is told; what is older than Redis would keep it is of no use.
	for (const [old] of state.untold) if (old < minute - keptMinutes) state.untold.delete(old);
	return counts;
}
