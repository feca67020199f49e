import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CannotStart } from "./cannot-start.ts";
import { projectRoot } from "./embedded/data-folder.ts";

/** Installs what the AWS stack is written with, which the app's own install leaves out: two hundred megabytes. */
export function installAwsPackages(): void {
	const cwd = join(projectRoot, "stack", "aws");
	if (existsSync(join(cwd, "node_modules", ".package-lock.json"))) return;
	const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
		...{ cwd, stdio: "inherit", shell: process.platform === "win32" },
	});
	if (status !== 0) throw new CannotStart("What the AWS stack is written with cannot be installed.");
}
