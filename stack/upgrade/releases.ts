import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../embedded/data-folder.ts";

/** A release: the commit that it was built from, and the last migration that it came with. */
export type Release = { version: string; commit: string; newestMigration: string };

/** The last one that people run, from `releases.json`: what is in work now has to get along with it. */
export function previousRelease(): Release {
	const releases = JSON.parse(readFileSync(join(projectRoot, "releases.json"), "utf8")) as Release[];
	const last = releases.at(-1);
	if (!last) throw new Error("releases.json has no release.");
	return last;
}
