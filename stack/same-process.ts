import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A process, told apart from a later one that happens to get its number: `born` is when it started. */
export type Process = { pid: number; born: string };

export const me = (): Process => ({ pid: process.pid, born: born(process.pid) ?? "" });

/** Whether that very process still runs. */
export const lives = (process: Process): boolean => born(process.pid) === process.born;

/** What names the life of a process: on Linux boot and start time; elsewhere what `ps` says; undefined when gone. */
export function born(pid: number): string | undefined {
	try {
		process.kill(pid, 0);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ESRCH") return undefined;
	}
	try {
		if (process.platform === "linux") {
			const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
			// Field 22, counted after the name, which may itself hold spaces and brackets; the third is the state.
			const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
			return fields[0] === "Z" ? undefined : `${boot}/${fields[19]}`;
		}
		if (process.platform === "win32") return "running";
		return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
	} catch {
		return undefined;
	}
}

/** Resolves true once it is gone, false when it still runs after `ms`. */
export async function gone(process: Process, ms: number): Promise<boolean> {
	for (const deadline = Date.now() + ms; lives(process); ) {
		if (Date.now() > deadline) return false;
		await new Promise((wake) => setTimeout(wake, 50));
	}
	return true;
}

/** Ends it: politely, and after `patience` ms for good. */
export async function end(target: Process, patience: number): Promise<void> {
	for (const [signal, ms] of [
		["SIGTERM", patience],
		["SIGKILL", 2_000],
	] as const) {
		if (!lives(target)) return;
		try {
			process.kill(target.pid, signal);
		} catch {
			return;
		}
		if (await gone(target, ms)) return;
	}
}
