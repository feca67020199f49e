import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export type Served = { status?: number; headers?: Record<string, string>; body?: string; afterMs?: number };

/** A place on this machine that calendars are read from; `npm test` says that it may be asked. */
export async function calendarServer() {
	const answers = new Map<string, Served>();
	const asked: { path: string; headers: IncomingHttpHeaders }[] = [];
	const server = createServer((request, response) => {
		const path = request.url ?? "/";
		asked.push({ path, headers: request.headers });
		const { status = 200, headers = {}, body = "", afterMs = 0 } = answers.get(path) ?? { status: 404 };
		setTimeout(
			() => response.writeHead(status, { "content-type": "text/calendar", ...headers }).end(body),
			afterMs,
		);
	});
	await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
	const { port } = server.address() as AddressInfo;
	return {
		/** What was asked for, in order. */
		asked,
		/** From now on this is at that path; gives its address. */
		serve(path: string, answer: Served): string {
			answers.set(path, answer);
			return `http://127.0.0.1:${port}${path}`;
		},
		close: () =>
			new Promise<void>((done) => {
				server.close(() => done());
				server.closeAllConnections();
			}),
	};
}
