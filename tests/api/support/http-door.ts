import { createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

type Changes = {
	/** Where it stands; on this machine, unless said otherwise. */
	at?: string;
	/** What is asked for is asked for with these headers, too. */
	asks?: IncomingHttpHeaders;
	/** Changes what is answered, before it is passed on. */
	answers?: (answer: { path: string; status: number; headers: IncomingHttpHeaders; text: string }) => void;
};

/** Stands before a server, and changes what goes through, until the test is over. Gives its address. */
export async function httpDoor(target: string, changes: Changes): Promise<string> {
	const server = createServer((asked, answer) => {
		const { method, url: path = "/" } = asked;
		// What is packed could not be read on the way.
		const headers = { ...asked.headers, "accept-encoding": "identity", ...changes.asks };
		const passed = request(new URL(path, target), { method, headers }, async (got) => {
			const chunks: Buffer[] = [];
			for await (const chunk of got) chunks.push(chunk as Buffer);
			const { "transfer-encoding": _, "content-length": __, ...kept } = got.headers;
			const changed = {
				path,
				status: got.statusCode ?? 502,
				headers: kept,
				text: Buffer.concat(chunks).toString(),
			};
			changes.answers?.(changed);
			answer.writeHead(changed.status, changed.headers);
			answer.end(changed.text);
		});
		passed.on("error", () => answer.destroy());
		asked.pipe(passed);
	});
	const { at = "127.0.0.1" } = changes;
	await new Promise<void>((done) => server.listen(0, at, done));
	onTestFinished(() => {
		server.close();
		server.closeAllConnections();
	});
	return `http://${at}:${(server.address() as AddressInfo).port}`;
}
