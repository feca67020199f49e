import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type NextApp, startNext } from "../next-app.ts";
import type { Part } from "./part.ts";

/** One instance of a build that is there already, on a port of its own. What it says is in `instance.log`. */
export function instance(options: {
	folder: string;
	name: string;
	port: number;
	env: Record<string, string>;
}): Part {
	const folder = join(options.folder, options.name);
	let app: NextApp | undefined;
	return {
		async start() {
			mkdirSync(folder, { recursive: true });
			const { port, env } = options;
			app = await startNext({ mode: "start", env, port, folder, log: join(folder, "instance.log") });
		},
		async stop() {
			await app?.stop();
			app = undefined;
		},
		async kill() {
			await app?.kill();
			app = undefined;
		},
	};
}
