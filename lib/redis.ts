import "server-only";
import { type Duration, Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis";
import { env } from "./env.ts";
import { oneInProcess } from "./in-process.ts";
import { log } from "./log.ts";
import { spend } from "./notes.ts";
import { type Facts, traced } from "./trace.ts";

const state = oneInProcess("redis", (): { client?: Redis; awayUntil: number } => ({ awayUntil: 0 }));

/**
 * Upstash over HTTPS, or its likeness on one machine. Never retried, since a repeated INCR counts twice, and never
 * waited for longer than 800 ms: what it says is a hint, and losing it loses no booking.
 */
export function redis(): Redis {
	state.client ??= connect();
	return state.client;
}

function connect(): Redis {
	const client = new Redis({
		url: env().UPSTASH_REDIS_REST_URL,
		token: env().UPSTASH_REDIS_REST_TOKEN,
		enableAutoPipelining: true,
		enableTelemetry: false,
		retry: { retries: 0 },
		signal: () => AbortSignal.timeout(800),
	});
	client.use((message, send) => traced("redis", told(message.body), () => send(message)));
	return client;
}

/** The commands of a message, without what they are given. */
function told(body: unknown): Facts {
	const commands = [body].flat().some(Array.isArray) ? (body as unknown[][]) : [body as unknown[]];
	const names = commands.map(([name]) => String(name).toUpperCase());
	return {
		"db.system.name": "redis",
		"db.operation.name": [...new Set(names)].filter((name) => /^[A-Z]+$/.test(name)).join(" "),
		"db.operation.batch.size": commands.length,
	};
}

/** Counts to `most` in each `window`, for everybody who asks under one `prefix` and on all instances together. */
export function fixedWindow(prefix: string, most: number, window: Duration): Ratelimit {
	// timeout 0: the client's own deadline decides, and its error is the caller's to judge.
	return new Ratelimit({
		redis: redis(),
		limiter: Ratelimit.fixedWindow(most, window),
		prefix,
		timeout: 0,
	});
}

// After a failure nobody waits for it again until then.
const restMs = 2_000;

/**
 * Asks Redis for something that one can do without: undefined while it is out of reach, which costs one deadline every
 * two seconds and no more.
 */
export async function hint<Answer>(ask: (redis: Redis) => Promise<Answer>): Promise<Answer | undefined> {
	if (performance.now() < state.awayUntil) return undefined;
	try {
		return await spend("cache", () => ask(redis()));
	} catch (error) {
		if (performance.now() >= state.awayUntil)
			log("error", "Redis out of reach", { code: (error as Error).name });
		state.awayUntil = performance.now() + restMs;
		return undefined;
	}
}
