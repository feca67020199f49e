import { Redis } from "ioredis";
import { CannotStart, explain } from "./cannot-start.ts";

/**
 * `REDIS_URL=… npm run empty-redis`: takes all out of a Redis, as after a restore: limits, hints and pages, all of which are made
 * again.
 */
const { REDIS_URL: url } = process.env;
let code = 0;
try {
	if (!url) throw new CannotStart("REDIS_URL has to name the Redis.");
	const redis = new Redis(url, { maxRetriesPerRequest: 0, connectTimeout: 10_000, lazyConnect: true });
	// What fails is told where it is asked.
	redis.on("error", () => {});
	await redis
		.connect()
		.then(() => redis.flushdb())
		.catch((error: Error) => {
			throw new CannotStart(`Redis was not emptied: ${error.message}`);
		});
	redis.disconnect();
	console.log("Redis is empty.");
} catch (error) {
	explain(error);
	code = 1;
}
process.exit(code);
