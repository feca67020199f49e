import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { daemon } from "./daemon.ts";
import type { Part } from "./part.ts";
import { program } from "./programs.ts";

/** A Redis that keeps nothing on disk: whoever restarts it has an empty one, as the worst of hosts would give. */
export function redisServer({ folder, port }: { folder: string; port: number }): Part {
	const home = join(folder, "redis");
	mkdirSync(home, { recursive: true });
	return daemon({
		name: "redis",
		folder,
		command: program("redis-server"),
		args: [
			...["--port", String(port), "--bind", "127.0.0.1", "--dir", home],
			...["--save", "", "--appendonly", "no", "--daemonize", "no"],
			// Instances hear by these events that a page is to be made anew.
			...["--notify-keyspace-events", "Exe"],
		],
		port,
	});
}
