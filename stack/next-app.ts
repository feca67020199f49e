import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createWriteStream, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { CannotStart } from "./cannot-start.ts";
import { projectRoot } from "./embedded/data-folder.ts";
import { born, end, type Process } from "./same-process.ts";

export type NextApp = {
	/** Resolves with a word on how, when it ends by itself or by `stop`. */
	exited: Promise<string>;
	stop(): Promise<void>;
	/** As a power cut would. */
	kill(): Promise<void>;
};

/**
 * `next start` or `next dev` on `port`, ready when it answers. Listens on 127.0.0.1 unless LISTEN says another address.
 * What it says is shown, or kept in the file `log`.
 */
export async function startNext(options: {
	mode: "start" | "dev";
	env: Record<string, string>;
	port: number;
	folder: string;
	signal?: AbortSignal;
	log?: string;
	/** Another folder than ours that its sources, its build and its packages are in. */
	root?: string;
}): Promise<NextApp> {
	const { mode, port, signal } = options;
	const nodeEnv = mode === "dev" ? "development" : "production";
	const args = [mode, "--port", String(port), "--hostname", process.env.LISTEN || "127.0.0.1"];
	// Longer than a proxy in front keeps its own: one that reuses a connection just as it is closed cannot know whether
	// what it sent was heard, and answers 502.
	if (mode === "start") args.push("--keepAliveTimeout", "75000");
	// Words for who reads along, and JSON for a file.
	const LOG_FORMAT = process.env.LOG_FORMAT ?? (process.stdout.isTTY && !options.log ? "words" : "json");
	const env = { LOG_FORMAT, ...options.env, NODE_ENV: nodeEnv };
	const child = spawnNext(args, env, undefined, options.root);
	const self: Process = { pid: child.pid ?? 0, born: born(child.pid ?? 0) ?? "" };
	writeFileSync(pidFile(options.folder), JSON.stringify(self));

	// Next greets with a block of its own; what it says is kept back until we know whether that was its last word.
	let said = "";
	let open = mode === "dev";
	const file = options.log ? createWriteStream(options.log, { flags: "a" }) : undefined;
	for (const [stream, out] of [
		[child.stdout, file ?? process.stdout],
		[child.stderr, file ?? process.stderr],
	] as const) {
		stream.on("data", (chunk) => {
			if (open) out.write(chunk);
			else said += chunk;
		});
	}
	const exited = new Promise<string>((done) => {
		child.once("error", (error) => done(error.message));
		child.once("exit", (code, by) => done(by ?? `exit code ${code}`));
	});
	const stop = async () => {
		await end(self, 6_000);
		rmSync(pidFile(options.folder), { force: true });
	};
	const kill = async () => {
		child.kill("SIGKILL");
		await exited;
		await stop();
	};

	const ready = await Promise.race([answers(port, signal), exited]);
	if (ready !== "ready") {
		await stop();
		signal?.throwIfAborted();
		throw new CannotStart(`${said.trim()}\n\nThe app would not start (${ready}); the reason is above.`);
	}
	open = true;
	return { exited, stop, kill };
}

/** Ends the app that a killed run left behind in this data folder. */
export async function stopLeftover(folder: string): Promise<void> {
	const file = pidFile(folder);
	if (!existsSync(file)) return;
	const left = JSON.parse(readFileSync(file, "utf8") || "{}") as Process;
	if (left.pid && left.born) await end(left, 3_000);
	rmSync(file, { force: true });
}

/**
 * Next's own command on the Node that runs this. In a process group of its own: a Ctrl-C in the terminal is ours to
 * pass on, in our order. An abort ends it with all its workers.
 */
export function spawnNext(
	args: string[],
	env: Record<string, string>,
	signal?: AbortSignal,
	root: string = projectRoot,
): ChildProcessByStdio<null, Readable, Readable> {
	const next = join(root, "node_modules", "next", "dist", "bin", "next");
	const lean = args[0] === "start" ? ["--max-old-space-size=512"] : [];
	const child = spawn(process.execPath, [...lean, next, ...args], {
		cwd: root,
		env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
		stdio: ["ignore", "pipe", "pipe"],
		detached: process.platform !== "win32",
	});
	const kill = (by: NodeJS.Signals) => {
		if (child.pid && child.exitCode === null && child.signalCode === null) {
			process.kill(process.platform === "win32" ? child.pid : -child.pid, by);
		}
	};
	const endSoon = () => kill("SIGTERM");
	const killNow = () => kill("SIGKILL");
	signal?.addEventListener("abort", endSoon);
	process.once("exit", killNow);
	// A rehearsal starts and ends many of them.
	child.once("exit", () => {
		signal?.removeEventListener("abort", endSoon);
		process.off("exit", killNow);
	});
	return child;
}

async function answers(port: number, signal?: AbortSignal): Promise<string> {
	for (const deadline = Date.now() + 60_000; Date.now() < deadline && !signal?.aborted; ) {
		try {
			const response = await fetch(`http://127.0.0.1:${port}/`, {
				signal: AbortSignal.timeout(30_000),
				redirect: "manual",
			});
			await response.arrayBuffer();
			return "ready";
		} catch {
			await new Promise((wake) => setTimeout(wake, 100));
		}
	}
	return "no answer within a minute";
}

const pidFile = (folder: string) => join(folder, "app.json");
