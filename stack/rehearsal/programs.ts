import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, globSync } from "node:fs";
import { delimiter, join } from "node:path";
import { CannotStart } from "../cannot-start.ts";

/** Programs of the machine's own, and the Debian package that each comes from. */
const packages = { nginx: "nginx-light", "redis-server": "redis-server", pgbouncer: "pgbouncer" };

export type Program = keyof typeof packages;

/**
 * The path of a program. Where it is missing and we may, on Debian as root, its package is installed; elsewhere it is
 * said what to install.
 */
export function program(name: Program): string {
	const path = find(name) ?? (install(packages[name]) ? find(name) : undefined);
	if (path) return path;
	throw new CannotStart(
		`This needs ${Object.keys(packages).join(", ")}, and there is no ${name} here: \`apt-get install ${Object.values(packages).join(" ")}\`.`,
	);
}

/** Why nothing can be rehearsed on this machine, in a sentence; undefined where it can. Installs as program() does. */
export function whyNoRehearsal(): string | undefined {
	if (process.platform !== "linux") return "This needs Linux, where one machine has many addresses.";
	try {
		for (const name of Object.keys(packages)) program(name as Program);
		return undefined;
	} catch (error) {
		return (error as Error).message;
	}
}

/**
 * What a program is started with whose clock is to be off: the path of libfaketime, of Debian's package of that name, which
 * is installed as a program's is. Linux only.
 */
export function clockLibrary(): string {
	const find = () =>
		globSync(
			["/usr/lib/*-linux-gnu/faketime", "/usr/lib{,64}/faketime"].map((each) => `${each}/${library}`),
		)[0];
	const path = find() ?? (install("libfaketime") ? find() : undefined);
	if (path) return path;
	throw new CannotStart(
		"A clock that is off needs libfaketime, which is not here: `apt-get install libfaketime`, or leave clock-early and clock-late out of --faults.",
	);
}

const library = "libfaketime.so.1";

/** Whether Debian's package was installed: as root, and on Debian. */
function install(name: string): boolean {
	if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return false;
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	const apt = (...args: string[]) => spawnSync("apt-get", args, { stdio: "ignore", env }).status === 0;
	const all = ["install", "--yes", "--no-install-recommends", name];
	return apt(...all) || (apt("update") && apt(...all));
}

function find(name: Program): string | undefined {
	// Servers live in folders that an ordinary user's PATH leaves out.
	const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/local/sbin", "/usr/sbin", "/sbin"];
	return folders.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
