import { askedToStop } from "./asked-to-stop.ts";
import { CannotStart, explain } from "./cannot-start.ts";
import { startRedisBridge } from "./embedded/redis-bridge.ts";

/**
 * Upstash's REST interface on PORT (8079) of LISTEN (127.0.0.1), before the Redis of REDIS_URL and with the token
 * UPSTASH_REDIS_REST_TOKEN: what a deployment without Upstash has in its place. Until it is asked to stop.
 */
const asked = askedToStop();
try {
	const { LISTEN: host, REDIS_URL: redisUrl, UPSTASH_REDIS_REST_TOKEN: token } = process.env;
	const port = Number(process.env.PORT || 8079);
	if (!redisUrl || !token) throw new CannotStart("It needs REDIS_URL and UPSTASH_REDIS_REST_TOKEN.");
	const stop = await startRedisBridge({ port, token, redisUrl, host });
	console.log(`Speaking for ${new URL(redisUrl).host} on port ${port}.`);
	await new Promise((done) => asked.addEventListener("abort", done));
	await stop();
	process.exit(0);
} catch (error) {
	explain(error);
	process.exit(1);
}
