import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename, sep } from "node:path";

const ticksASecond = 100;

/**
 * Looks at what this rehearsal's own processes have used of the processor: those that this one started, and every
 * PostgreSQL whose data are under `databases`. Each look gives seconds so far by what they are; what one used that was
 * killed meanwhile stays counted. Linux only; else empty.
 */
export function cpuMeter(databases: string): () => Record<string, number> {
	const used: Record<string, number> = {};
	let known = new Map<string, Process>();
	return () => {
		const now = processes();
		const seen = new Map<string, Process>();
		for (const [pid, process] of now) {
			const name = `${pid} ${process.born}`;
			const before = known.get(name);
			const kind = before?.kind ?? (isOurs(pid, now, databases) ? kindOf(pid) : undefined);
			if (!kind) continue;
			used[kind] = (used[kind] ?? 0) + process.ticks / ticksASecond - (before?.ticks ?? 0) / ticksASecond;
			seen.set(name, { ...process, kind });
		}
		known = seen;
		return { ...used };
	};
}

/** Of all cores: what was taken (`user`, `system`, `irq`, `softirq`, `steal`) and all there was. What is niced gives way. */
export function machineSeconds(): { busy: number; all: number } {
	if (process.platform !== "linux") return { busy: 0, all: 0 };
	const [, ...ticks] = (readFileSync("/proc/stat", "utf8").split("\n")[0] ?? "").split(/\s+/).map(Number);
	const all = ticks.slice(0, 8).reduce((sum, each) => sum + each, 0);
	const idle = (ticks[1] ?? 0) + (ticks[3] ?? 0) + (ticks[4] ?? 0);
	return { busy: (all - idle) / ticksASecond, all: all / ticksASecond };
}

type Process = { parent: number; ticks: number; born: number; kind?: string };

function processes(): Map<number, Process> {
	const found = new Map<number, Process>();
	if (process.platform !== "linux") return found;
	for (const name of readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
		try {
			// A name may have spaces and brackets in it.
			const fields = readFileSync(`/proc/${name}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
			const [parent, user, system, born] = [fields[1], fields[11], fields[12], fields[19]].map(Number);
			found.set(Number(name), {
				parent: parent ?? 0,
				ticks: (user ?? 0) + (system ?? 0),
				born: born ?? 0,
			});
		} catch {
			// It has ended meanwhile.
		}
	}
	return found;
}

/** A machine may run more than one rehearsal. PostgreSQL is nobody's child, and works where its data are. */
function isOurs(pid: number, all: Map<number, Process>, databases: string): boolean {
	for (let each = all.get(pid)?.parent ?? 0; each > 1; each = all.get(each)?.parent ?? 0)
		if (each === process.pid) return true;
	return target(pid, "cwd").startsWith(databases + sep);
}

const programs: Record<string, string> = {
	nginx: "edge",
	postgres: "database",
	pgbouncer: "database",
	"redis-server": "Redis",
	// What Debian's redis-server is a link to.
	"redis-check-rdb": "Redis",
};

function kindOf(pid: number): string | undefined {
	const known = programs[basename(target(pid, "exe"))];
	if (known) return known;
	try {
		return readFileSync(`/proc/${pid}/cmdline`, "utf8").startsWith("next-server") ? "instances" : undefined;
	} catch {
		return undefined;
	}
}

function target(pid: number, what: "cwd" | "exe"): string {
	try {
		return readlinkSync(`/proc/${pid}/${what}`);
	} catch {
		return "";
	}
}
