import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type NextApp, startNext } from "../next-app.ts";
import type { Part } from "./part.ts";

export type Instance = Part & {
	/** What each start from now on has in its environment beside the rest. */
	set(more: Record<string, string>): void;
};

/** One instance of a build that is there already, on a port of its own. What it says is in `instance.log`. */
export function instance(options: {
	folder: string;
	name: string;
	port: number;
	env: Record<string, string>;
	/** Where its build is, if not here. */
	root?: string;
}): Instance {
	const folder = join(options.folder, options.name);
	let app: NextApp | undefined;
	let more: Record<string, string> = {};
	return {
		set(wanted) {
			more = wanted;
		},
		async start() {
			mkdirSync(folder, { recursive: true });
			const { port, root } = options;
			const env = { ...options.env, ...more };
			app = await startNext({ mode: "start", env, port, folder, root, log: join(folder, "instance.log") });
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
