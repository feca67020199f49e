import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { daemon } from "./daemon.ts";
import { edgeConfig } from "./edge-config.ts";
import type { Part } from "./part.ts";
import { program } from "./programs.ts";

export type Edge = Part & {
	/** What is put into `static/` here is served at /static/. */
	folder: string;
	/** One line a visitor's request: seconds, status, what the cache did, bytes with their head, seconds it took, method, address. */
	visitsLog: string;
	/** One line a request that reached an instance, in the same words. */
	originLog: string;
};

/** nginx as load balancer and edge cache before the instances. Its cache begins empty. */
export function edge(options: {
	folder: string;
	port: number;
	originPort: number;
	instances: number[];
}): Edge {
	const home = join(options.folder, "edge");
	rmSync(home, { recursive: true, force: true });
	mkdirSync(join(home, "static"), { recursive: true });
	const config = join(home, "nginx.conf");
	writeFileSync(config, edgeConfig({ ...options, home }));
	const part = daemon({
		name: "nginx",
		folder: options.folder,
		command: program("nginx"),
		args: ["-c", config, "-p", home, "-e", join(home, "errors.log")],
		port: options.port,
	});
	return { ...part, folder: home, visitsLog: join(home, "visits.log"), originLog: join(home, "origin.log") };
}
