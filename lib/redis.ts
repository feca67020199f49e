import "server-only";
import { Redis } from "@upstash/redis";
import { env } from "./env.ts";

let client: Redis | undefined;

/**
 * Upstash over HTTPS, or its likeness on one machine. Never retried, since a repeated INCR counts twice, and never
 * waited for longer than 800 ms: what it says is a hint, and losing it loses no booking.
 */
export function redis(): Redis {
	client ??= new Redis({
		url: env().UPSTASH_REDIS_REST_URL,
		token: env().UPSTASH_REDIS_REST_TOKEN,
		enableAutoPipelining: true,
		enableTelemetry: false,
		retry: { retries: 0 },
		signal: () => AbortSignal.timeout(800),
	});
	return client;
}
