import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startRedisBridge } from "../../../stack/embedded/redis-bridge.ts";

/** A Redis of a test's own, which can be shut and opened again; and what the environment says of it. */
export async function ownRedis() {
	const token = randomUUID();
	const port = await freePort();
	const stop = await startRedisBridge({ port, token });
	const url = `http://127.0.0.1:${port}`;
	// Its first script takes longer than the app waits for any.
	const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
	await fetch(url, { method: "POST", headers, body: JSON.stringify(["EVAL", "return 1", "0"]) });
	return {
		stop,
		environment: { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token },
	};
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
	const { port } = server.address() as AddressInfo;
	await new Promise((done) => server.close(done));
	return port;
}
