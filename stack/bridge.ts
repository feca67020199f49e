import { askedToStop } from "./asked-to-stop.ts";
import { CannotStart, explain } from "./cannot-start.ts";
import { startRedisBridge } from "./embedded/redis-bridge.ts";
import { givenBy } from "./serve/environment.ts";

/**
 * Upstash's REST interface on PORT (8079) of LISTEN (127.0.0.1), before the Redis of REDIS_URL and with the token
 * UPSTASH_REDIS_REST_TOKEN: what a deployment without Upstash has in its place. Until it is asked to stop. The latter two may
 * stand in `.env`, or in `--env FILE`; the first two there are the app's.
 */
const asked = askedToStop();
try {
	const { REDIS_URL: redisUrl, UPSTASH_REDIS_REST_TOKEN: token } = givenBy(process.argv.slice(2));
	const { LISTEN: host, PORT } = process.env;
	const port = Number(PORT || 8079);
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
