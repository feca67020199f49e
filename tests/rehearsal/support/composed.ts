import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { request } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { daemon } from "../../../stack/rehearsal/daemon.ts";

/** A place for a file's servers, which are ended after it, and its folder removed. */
export function composed() {
	const folder = mkdtempSync("/var/tmp/firstbell-composed-");
	// As in a container: whoever it is, it is not root.
	const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
	const closing: (() => unknown)[] = [];
	beforeAll(() => chmodSync(folder, 0o755));
	afterAll(async () => {
		for (const close of closing.reverse()) await close();
		rmSync(folder, { recursive: true, force: true });
	});
	return {
		...{ folder, nobody, closing },
		/** A folder that everybody may write to. */
		put(name: string): string {
			const path = join(folder, name);
			mkdirSync(path, { recursive: true });
			chmodSync(path, 0o777);
			return path;
		},
		async begin(
			name: string,
			command: string,
			args: string[],
			port: number,
			user: { uid: number; gid: number } | undefined = nobody,
		): Promise<void> {
			const part = daemon({ name, folder, command, args, port, user });
			closing.push(part.stop);
			await part.start();
		},
		/** Says who it is, what it was asked, and what came with that. */
		async app(name: string): Promise<string> {
			const server = createServer(({ url, headers }, answer) => {
				answer.setHeader("cache-control", "public, max-age=0, s-maxage=60");
				answer.end(`${name} ${url} ${headers.cookie ?? ""} ${headers["x-real-ip"]}`);
			});
			await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
			closing.push(() => server.close().closeAllConnections());
			return `127.0.0.1:${(server.address() as AddressInfo).port}`;
		},
	};
}

/** By TLS, from somebody who believes `ca` alone. */
export function visit(port: number, ca: string, path: string, headers: Record<string, string>) {
	return new Promise<{ text: string; headers: IncomingMessage["headers"] }>((done, fail) => {
		const sent = request(
			{ host: "127.0.0.1", servername: "localhost", port, path, headers, ca },
			(answer) => {
				let text = "";
				answer.on("data", (chunk) => {
					text += chunk;
				});
				answer.on("end", () => done({ text, headers: answer.headers }));
			},
		);
		sent.once("error", fail);
		sent.end();
	});
}

/** What the last of some statements gives, in its first place. */
export async function askDatabase(connectionString: string, question: string): Promise<unknown> {
	const client = new pg.Client({ connectionString });
	await client.connect();
	try {
		const results = [await client.query({ text: question, rowMode: "array" })].flat();
		return results.at(-1)?.rows[0]?.[0];
	} finally {
		await client.end();
	}
}
