import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import { projectRoot } from "../embedded/data-folder.ts";
import type { Release } from "./releases.ts";

/**
 * The sources of a release with the packages that it locks, in a folder of their own, which is kept for the next time.
 * Refuses where this clone's history does not reach that far and cannot be fetched.
 */
export function sourcesOf({ version, commit }: Release): string {
	const root = join(projectRoot, ".firstbell", "releases", commit.slice(0, 12));
	const whole = join(root, "node_modules", ".firstbell-whole");
	if (existsSync(whole)) return root;
	if (
		!did("git", "cat-file", "-e", `${commit}^{commit}`) &&
		!did("git", "fetch", "--depth=1", "origin", commit)
	)
		throw new CannotStart(
			`The release before, ${version}, is not in this clone (${commit.slice(0, 12)}): \`git fetch --unshallow\` brings it.`,
		);
	rmSync(root, { recursive: true, force: true });
	mkdirSync(root, { recursive: true });
	const archive = `${root}.tar`;
	must("git", "archive", "--format=tar", "-o", archive, commit);
	must("tar", "-xf", archive, "-C", root);
	rmSync(archive);
	addPackages(root);
	writeFileSync(whole, "");
	return root;
}

/** Where it locks the same ones they are ours, as links to the same files: a bundler follows none out of its folder. */
function addPackages(root: string): void {
	const packages = join(root, "node_modules");
	if (
		lockedIn(root) === lockedIn(projectRoot) &&
		did("cp", "-al", join(projectRoot, "node_modules"), packages)
	)
		return;
	rmSync(packages, { recursive: true, force: true });
	const npm = join(dirname(process.execPath), "..", "..", ".bin", "npm");
	must(existsSync(npm) ? npm : "npm", "ci", "--prefix", root, "--no-audit", "--no-fund", "--loglevel=error");
}

/** The packages that are locked, without what the lock says of the project itself. */
function lockedIn(folder: string): string {
	const { packages } = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
	return JSON.stringify({ ...packages, "": undefined });
}

const did = (command: string, ...args: string[]): boolean =>
	spawnSync(command, args, { cwd: projectRoot, stdio: "ignore" }).status === 0;

function must(command: string, ...args: string[]): void {
	const { status, stderr, error } = spawnSync(command, args, { cwd: projectRoot, encoding: "utf8" });
	if (status !== 0)
		throw new CannotStart(`${command} ${args[0]}: ${stderr?.trim() || error?.message || status}`);
}
