import { createServer, type IncomingHttpHeaders } from "node:http";

export type Ask = { method: string; url: URL; headers: IncomingHttpHeaders; body: Buffer };
export type Answer = { status?: number; headers?: Record<string, string | string[]>; body?: string | Buffer };

const LIMIT_BYTES = 8 * 1024 * 1024;

/** A small HTTP server, on this machine only unless `host` says otherwise; returns how to stop it. What `answer` throws becomes a 500. */
export async function serve(
	port: number,
	answer: (ask: Ask) => Promise<Answer>,
	host = "127.0.0.1",
): Promise<() => Promise<void>> {
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		let bytes = 0;
		try {
			for await (const chunk of request) {
				bytes += (chunk as Buffer).length;
				if (bytes > LIMIT_BYTES) {
					response.writeHead(413, { connection: "close" }).end();
					return;
				}
				chunks.push(chunk as Buffer);
			}
			const url = new URL(request.url ?? "/", `http://127.0.0.1:${port}`);
			const {
				status = 200,
				headers = {},
				body = "",
			} = await answer({
				method: request.method ?? "GET",
				url,
				headers: request.headers,
				body: Buffer.concat(chunks),
			});
			response.writeHead(status, headers).end(body);
		} catch (error) {
			if (response.headersSent || response.destroyed) return;
			response
				.writeHead(500, { "content-type": "application/json" })
				.end(JSON.stringify({ error: String(error) }));
		}
	});
	// Clients keep their connections; one that we closed a moment too early would show as an error in the app.
	server.keepAliveTimeout = 120_000;
	await new Promise<void>((done, fail) => server.once("error", fail).listen(port, host, done));
	return () =>
		new Promise((done) => {
			server.close(() => done());
			server.closeAllConnections();
		});
}

export const json = (body: unknown, status = 200): Answer => ({
	status,
	headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" },
	body: JSON.stringify(body),
});
