import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { edgeText } from "./edge-text.ts";
import { nginx } from "./nginx.ts";
import type { Part } from "./part.ts";

export type Edge = Part & {
	/** What is put into `static/` here is served at /static/. */
	folder: string;
	/** One line a visitor's request: seconds, status, what the cache did, bytes with their head, seconds it took, method, address. */
	visitsLog: string;
};

/** What a CDN does, in nginx: it keeps copies of what is everybody's. Its cache begins empty. */
export function edge(options: { folder: string; port: number; originPort: number }): Edge {
	const { folder, port, originPort } = options;
	const http = (home: string) =>
		edgeText({
			home,
			listen: [`127.0.0.1:${port} backlog=4096 reuseport`],
			origin: `127.0.0.1:${originPort}`,
			more: `access_log ${home}/visits.log visit buffer=64k flush=1s;
		location /static/ { root ${home}; types { application/json json; } }`,
		});
	const running = nginx({ name: "edge", folder, port, http });
	mkdirSync(join(running.home, "static"));
	return { ...running, folder: running.home, visitsLog: join(running.home, "visits.log") };
}
