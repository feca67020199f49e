import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { given } from "./ask.ts";

/** Stands before Redis, and while it is shut answers nobody. */
export async function redisDoor() {
	const door = { url: "", open: true };
	const server = createServer((asked, answer) => {
		if (!door.open) return void asked.socket.destroy();
		const { method, headers, url = "/" } = asked;
		const passed = request(new URL(url, given("UPSTASH_REDIS_REST_URL")), { method, headers }, (got) => {
			answer.writeHead(got.statusCode ?? 502, got.headers);
			got.pipe(answer);
		});
		asked.pipe(passed);
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	onTestFinished(() => void server.close());
	door.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return door;
}
