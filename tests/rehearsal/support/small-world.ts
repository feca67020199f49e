import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";
import type { Call } from "../../../stack/rehearsal/call.ts";
import type { World } from "../../../stack/rehearsal/families/browser.ts";
import { Meter } from "../../../stack/rehearsal/families/meter.ts";
import { Lines } from "../../../stack/rehearsal/lines.ts";

export type Said = { status: number; body?: object; retryAfter?: number };
const closing: (() => void)[] = [];
afterEach(() => {
	for (const close of closing.splice(0)) close();
});

/** A world whose server says what `answer` has for a path that was asked for so often, with the calls that came; gone after the test. */
export async function world(
	answer: (path: string, times: number) => Said,
): Promise<World & { calls: Call[] }> {
	const times = new Map<string, number>();
	const server = createServer((request, response) => {
		const path = `${request.method} ${request.url}`;
		times.set(path, (times.get(path) ?? 0) + 1);
		request.resume().on("end", () => {
			const { status, body = {}, retryAfter } = answer(path, times.get(path) ?? 0);
			const text = JSON.stringify(body);
			response.writeHead(status, {
				...{ "content-type": "application/json", "content-length": Buffer.byteLength(text) },
				etag: `"${createHash("sha256").update(text).digest("hex")}"`,
				...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
			});
			response.end(text);
		});
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const lines = new Lines((server.address() as AddressInfo).port, 4);
	closing.push(() => {
		lines.close();
		server.close();
	});
	const calls: Call[] = [];
	const log = (call: Call) => void calls.push(call);
	return { host: "a.school.example", lines, meter: new Meter(), log, now: () => performance.now(), calls };
}
