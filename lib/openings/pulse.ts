import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { later } from "../later.ts";
import { hint } from "../redis.ts";
import { Refusal } from "../refusal.ts";

/** What the instances saw lately of an opening: of those who come in, hold and book. */
export type Pulse = { answered: number; slow: number; failed: number };

// Past it a person has noticed that they wait.
const slowMs = 250;
const windowMs = 5_000;
const daySeconds = 86_400;

/** Counted here and not yet told to Redis, by opening; and what of it is of the window that runs. */
const untold = new Map<string, Map<string, number>>();
const here = new LRUCache<string, { window: number; pulse: Pulse; before: Pulse }>({ max: 1_000 });

/** Runs what somebody does in an opening, and counts how it went and how long it took. */
export async function counted<Answer>(
	openingId: string | undefined,
	claim: () => Promise<Answer>,
): Promise<Answer> {
	if (!openingId) return claim();
	const from = performance.now();
	let no: string | undefined;
	try {
		return await claim();
	} catch (error) {
		no = error instanceof Refusal ? error.code : "BUG00";
		throw error;
	} finally {
		note(openingId, no, performance.now() - from);
	}
}

/** The sum of this window and the one before, of all instances; of this one alone while Redis is away. */
export async function lately(openingId: string): Promise<Pulse> {
	const window = windowNow();
	const told = await hint((redis) => {
		const asked = redis.pipeline();
		for (const each of [window, window - 1]) asked.hgetall(pulseKey(openingId, each));
		return asked.exec<(Partial<Pulse> | null)[]>();
	});
	const { pulse, before } = own(openingId);
	return (told ?? [pulse, before]).reduce<Pulse>((sum, each) => add(sum, each ?? {}), none());
}

/** How often each code was refused in an opening, on all instances; undefined while Redis is away. */
export function refusalsOf(openingId: string): Promise<Record<string, number> | undefined> {
	return hint(async (redis) => (await redis.hgetall<Record<string, number>>(`refusals:${openingId}`)) ?? {});
}

function note(openingId: string, no: string | undefined, ms: number): void {
	const failed = no === "BUSY0" || no === "BUG00";
	// A "no" that costs nothing says nothing of how the others fare.
	const weighs = !no || no === "TAKEN" || failed;
	const seen = {
		answered: weighs ? 1 : 0,
		slow: weighs && ms > slowMs ? 1 : 0,
		failed: failed ? 1 : 0,
	};
	const mine = own(openingId);
	mine.pulse = add(mine.pulse, seen);
	const more = untold.get(openingId) ?? new Map<string, number>();
	if (untold.size === 0) later(tell);
	untold.set(openingId, more);
	for (const [name, count] of Object.entries(seen)) if (count) more.set(name, (more.get(name) ?? 0) + count);
	if (no) more.set(`no ${no}`, (more.get(`no ${no}`) ?? 0) + 1);
}

/** At a rush, one message tells of many. */
async function tell(): Promise<void> {
	await pause(200);
	const told = [...untold];
	untold.clear();
	const window = windowNow();
	await hint((redis) => {
		const message = redis.pipeline();
		for (const [openingId, counts] of told) {
			for (const [name, count] of counts) {
				const [key, field] = name.startsWith("no ")
					? [`refusals:${openingId}`, name.slice(3)]
					: [pulseKey(openingId, window), name];
				message.hincrby(key, field, count);
			}
			message.expire(pulseKey(openingId, window), (3 * windowMs) / 1000);
			message.expire(`refusals:${openingId}`, 30 * daySeconds);
		}
		return message.exec();
	});
}

function own(openingId: string) {
	const window = windowNow();
	let mine = here.get(openingId);
	if (!mine || mine.window !== window) {
		mine = { window, pulse: none(), before: mine?.window === window - 1 ? mine.pulse : none() };
		here.set(openingId, mine);
	}
	return mine;
}

const none = (): Pulse => ({ answered: 0, slow: 0, failed: 0 });
const add = (a: Pulse, b: Partial<Pulse>): Pulse => ({
	answered: a.answered + Number(b.answered ?? 0),
	slow: a.slow + Number(b.slow ?? 0),
	failed: a.failed + Number(b.failed ?? 0),
});
const windowNow = () => Math.floor(Date.now() / windowMs);
const pulseKey = (openingId: string, window: number) => `pulse:${openingId}:${window}`;
