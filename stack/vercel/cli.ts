import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import { projectRoot } from "../embedded/data-folder.ts";

/** Vercel's command line, as docs/deploying.md names it, too. */
export const version = "64.0.2";

/**
 * The path of Vercel's command line, which is installed in a folder of its own where it is not there yet: it is a third as
 * large as all else together, and only who builds as Vercel does needs it.
 */
export function vercelCli(): string {
	const folder = join(projectRoot, ".firstbell", `vercel-${version}`);
	const file = join(folder, "node_modules", "vercel", "dist", "vc.js");
	if (existsSync(file)) return file;
	mkdirSync(folder, { recursive: true });
	// The release that it names of one of its parts is not in every registry.
	const wanted = { private: true, dependencies: { vercel: version }, overrides: { sandbox: "4.5.0" } };
	writeFileSync(join(folder, "package.json"), JSON.stringify(wanted));
	const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
	const { status, stderr } = spawnSync("npm", args, {
		cwd: folder,
		encoding: "utf8",
		shell: process.platform === "win32",
	});
	if (status !== 0) throw new CannotStart(`Vercel's command line could not be installed:\n${stderr}`);
	return file;
}
