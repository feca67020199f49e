import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import type { Settled } from "./postgres-home.ts";

/** Starts the server and waits until it takes connections. */
export async function launch(home: Settled): Promise<void> {
	const log = join(home.data, "server.log");
	if (existsSync(log) && statSync(log).size > 5_000_000) rmSync(log);
	// After kill -9 the old backends need a moment to notice; until then the shared memory is theirs.
	for (let tries = 1; ; tries++) {
		try {
			await run(home, "pg_ctl", ["start", "-D", home.data, "-l", log, "-w", "-t", "60", "-s"]);
			return;
		} catch (error) {
			if (tries === 4) {
				const tail = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n").slice(-5).join("\n") : "";
				throw new CannotStart(`The database would not start:\n${tail || (error as Error).message}`);
			}
			await new Promise((wake) => setTimeout(wake, 500 * tries));
		}
	}
}

/** Fast: sessions are cut, everything committed is on disk. At once, when that takes too long. */
export async function halt(home: Settled): Promise<void> {
	if (!(await isRunning(home))) return;
	await run(home, "pg_ctl", ["stop", "-D", home.data, "-m", "fast", "-w", "-t", "15", "-s"]).catch(() =>
		run(home, "pg_ctl", ["stop", "-D", home.data, "-m", "immediate", "-w", "-t", "10", "-s"]),
	);
}

/** `pg_ctl status` trusts a process number, and numbers come round again: the process must be a postgres, too. */
export async function isRunning(home: Settled): Promise<boolean> {
	const file = join(home.data, "postmaster.pid");
	if (!existsSync(file)) return false;
	const pid = Number(pidFile(home)[0]);
	const running = await run(home, "pg_ctl", ["status", "-D", home.data]).then(
		() => true,
		() => false,
	);
	if (running && commandOf(pid).includes("postgres")) return true;
	rmSync(file, { force: true });
	return false;
}

function commandOf(pid: number): string {
	try {
		return process.platform === "linux" ? readFileSync(`/proc/${pid}/cmdline`, "utf8") : "postgres";
	} catch {
		return "";
	}
}

/** The lines of postmaster.pid: process, data folder, start, port, … */
export const pidFile = (home: Settled) => readFileSync(join(home.data, "postmaster.pid"), "utf8").split("\n");

/** One of PostgreSQL's own programs, as the user it may run as; throws with what it said. */
export async function run(home: Settled, program: string, args: string[]): Promise<void> {
	const child = spawn(join(home.binaries, program), args, {
		cwd: dirname(home.data),
		env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
		stdio: ["ignore", "ignore", "pipe"],
		...home.user,
	});
	let said = "";
	child.stderr.on("data", (chunk) => (said += chunk));
	const code = await new Promise((done) =>
		child.once("error", (error) => done(String(error))).once("close", done),
	);
	if (code !== 0) throw new Error(`${program}: ${said.trim() || code}`);
}
