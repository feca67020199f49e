import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Daemon, daemon } from "./daemon.ts";
import { nginxText } from "./nginx-text.ts";
import { program } from "./programs.ts";

export type Nginx = Daemon & {
	/** With its settings, its logs and what it keeps. */
	home: string;
	/** Goes on by other settings, and drops nobody: resolves when all that were asked before are answered. */
	change(http: string): Promise<void>;
};

/** An nginx in `<folder>/<name>`, which begins empty. `http` is what stands in its http block, given its home. */
export function nginx(options: {
	name: string;
	folder: string;
	port: number;
	http: (home: string) => string;
}): Nginx {
	const home = join(options.folder, options.name);
	rmSync(home, { recursive: true, force: true });
	mkdirSync(home, { recursive: true });
	const file = join(home, "nginx.conf");
	const write = (http: string) =>
		writeFileSync(file, nginxText({ home, http, asRoot: process.getuid?.() === 0 }));
	write(options.http(home));
	const errors = join(home, "errors.log");
	const running = daemon({
		...{ name: options.name, folder: options.folder, port: options.port },
		command: program("nginx"),
		args: ["-c", file, "-p", home, "-e", errors],
	});
	return {
		...running,
		home,
		async change(http) {
			const master = running.pid();
			const before = childrenOf(master);
			write(http);
			process.kill(master, "SIGHUP");
			for (const deadline = Date.now() + patienceMs; ; ) {
				const now = childrenOf(master);
				if (now.length > 0 && !now.some((each) => before.includes(each))) return;
				if (Date.now() > deadline) throw new Error(`nginx does not go on by its new settings: see ${errors}`);
				await new Promise((wake) => setTimeout(wake, 20));
			}
		},
	};
}

/** Longer than it waits for an answer that is on its way. */
const patienceMs = 25_000;

/** Workers of a master, on Linux. */
function childrenOf(parent: number): number[] {
	return readdirSync("/proc")
		.filter((name) => /^\d+$/.test(name))
		.filter((name) => parentOf(name) === parent)
		.map(Number);
}

function parentOf(pid: string): number | undefined {
	try {
		// A name may have spaces and brackets in it.
		const [state, parent] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
		return state === "Z" ? undefined : Number(parent);
	} catch {
		// It has ended meanwhile.
		return undefined;
	}
}
