import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
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
	const found = find(name);
	if (found) return found;
	if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
		const apt = (...args: string[]) =>
			spawnSync("apt-get", args, {
				stdio: "ignore",
				env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
			}).status === 0;
		const install = ["install", "--yes", "--no-install-recommends", packages[name]];
		if (!apt(...install)) apt("update") && apt(...install);
		const installed = find(name);
		if (installed) return installed;
	}
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
