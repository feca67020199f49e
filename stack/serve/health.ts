import { createServer } from "node:http";
import type { State } from "./supervisor.ts";

/**
 * At http://127.0.0.1:`port`/ how many processes there are, and since when: 200 while visitors are taken, 503 else, as from
 * the moment on at which it is asked to stop. Returns how to end it.
 */
export async function tellHealth(port: number, state: () => State): Promise<() => void> {
	const server = createServer((_, response) => {
		const now = state();
		response
			.writeHead(now.ready ? 200 : 503, {
				"content-type": "application/json; charset=utf-8",
				"cache-control": "no-store",
			})
			.end(`${JSON.stringify(now)}\n`);
	});
	await new Promise<void>((done, fail) => server.once("error", fail).listen(port, "127.0.0.1", done));
	return () => {
		server.close();
		server.closeAllConnections();
	};
}
