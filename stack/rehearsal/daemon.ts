import { spawn } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import { born, end, gone, type Process } from "../same-process.ts";
import type { Part } from "./part.ts";

export type Daemon = Part & {
	/** Has it read its settings anew, as SIGHUP does with most. */
	reload(): void;
	/** Of the process that was started; throws where none runs. */
	pid(): number;
};

/**
 * A program that stays in the foreground, with what it says in `<folder>/<name>.log`. It is up when `port` takes
 * connections, and does not outlive this process; where that was killed itself, endLeftovers() ends it.
 */
export function daemon(options: {
	name: string;
	folder: string;
	command: string;
	args: string[];
	port: number;
	user?: { uid: number; gid: number };
}): Daemon {
	const { name, folder, command, args, port, user } = options;
	const pidFile = join(folder, `${name}${mark}`);
	const logFile = join(folder, `${name}.log`);
	let running: Process | undefined;
	const killNow = () => signal(running, "SIGKILL");

	async function start(): Promise<void> {
		const log = openSync(logFile, "a");
		// A process group of its own: a Ctrl-C in the terminal is ours to pass on, and a kill reaches its workers.
		const child = spawn(command, args, { cwd: "/", stdio: ["ignore", log, log], detached: true, ...user });
		closeSync(log);
		const failed = new Promise<string>((done) => {
			child.once("error", (error) => done(error.message));
			child.once("exit", (code, by) => done(by ?? `exit code ${code}`));
		});
		running = { pid: child.pid ?? 0, born: born(child.pid ?? 0) ?? "" };
		process.once("exit", killNow);
		writeFileSync(pidFile, JSON.stringify(running));
		const up = await Promise.race([answers(port), failed]);
		if (up === "up") return;
		const said = readFileSync(logFile, "utf8").trim().split("\n").slice(-5).join("\n");
		await stop();
		throw new CannotStart(`${said}\n${name} would not start (${up}); what it said is above.`);
	}

	async function stop(): Promise<void> {
		if (running) await end(running, 5_000);
		running = undefined;
		process.off("exit", killNow);
		rmSync(pidFile, { force: true });
	}

	async function kill(): Promise<void> {
		const target = running;
		signal(target, "SIGKILL");
		if (target) await gone(target, 5_000);
		await stop();
	}

	function pid(): number {
		if (!running) throw new Error(`${name} does not run.`);
		return running.pid;
	}

	return { start, stop, kill, pid, reload: () => signal(running, "SIGHUP") };
}

const mark = ".pid.json";

/** Ends what a killed run left in this folder. */
export async function endLeftovers(folder: string): Promise<void> {
	for (const file of readdirSync(folder).filter((name) => name.endsWith(mark))) {
		const left = JSON.parse(readFileSync(join(folder, file), "utf8") || "{}") as Process;
		if (left.pid && left.born) await end(left, 3_000);
		rmSync(join(folder, file), { force: true });
	}
}

/** To the whole group. */
function signal(target: Process | undefined, by: NodeJS.Signals): void {
	if (!target?.pid || born(target.pid) !== target.born) return;
	try {
		process.kill(-target.pid, by);
	} catch {}
}

async function answers(port: number): Promise<string> {
	for (const deadline = Date.now() + 10_000; Date.now() < deadline; ) {
		const open = await new Promise<boolean>((done) => {
			const socket = connect(port, "127.0.0.1", () => done(true)).once("error", () => done(false));
			socket.once("connect", () => socket.destroy());
		});
		if (open) return "up";
		await new Promise((wake) => setTimeout(wake, 30));
	}
	return "no answer within ten seconds";
}
