import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";

const ticksASecond = 100;

/** Seconds of CPU that the rehearsal's own processes have used since they began, by what they are. Linux only; else empty. */
export function cpuSeconds(): Record<string, number> {
	const used: Record<string, number> = {};
	if (process.platform !== "linux") return used;
	for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
		const kind = kindOf(pid);
		if (kind) used[kind] = (used[kind] ?? 0) + secondsOf(pid);
	}
	return used;
}

/** What an idle machine would have had, and what nobody took: `user`, `nice`, `system`, `irq` and `softirq` of all cores. */
export function machineSeconds(): { busy: number; all: number } {
	if (process.platform !== "linux") return { busy: 0, all: 0 };
	const [, ...ticks] = (readFileSync("/proc/stat", "utf8").split("\n")[0] ?? "").split(/\s+/).map(Number);
	const all = ticks.slice(0, 8).reduce((sum, each) => sum + each, 0);
	const idle = (ticks[3] ?? 0) + (ticks[4] ?? 0);
	return { busy: (all - idle) / ticksASecond, all: all / ticksASecond };
}

const programs: Record<string, string> = {
	nginx: "edge",
	postgres: "database",
	pgbouncer: "database",
	"redis-server": "Redis",
};

function kindOf(pid: string): string | undefined {
	try {
		const known = programs[basename(readlinkSync(`/proc/${pid}/exe`))];
		if (known) return known;
		return readFileSync(`/proc/${pid}/cmdline`, "utf8").startsWith("next-server") ? "instances" : undefined;
	} catch {
		// It has ended meanwhile.
		return undefined;
	}
}

function secondsOf(pid: string): number {
	try {
		// A name may have spaces and brackets in it.
		const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
		return (Number(fields[11]) + Number(fields[12])) / ticksASecond;
	} catch {
		return 0;
	}
}
