import { readFileSync } from "node:fs";
import { CannotStart } from "../../cannot-start.ts";
import type { Run } from "../run.ts";

/** A run as `--json` wrote it. Throws where the file is none. */
export function readRun(file: string): Run {
	const run = parsed(file);
	const parts = [
		"options",
		"machine",
		"latency",
		"latencyWithRoom",
		"verdicts",
		"late",
		"series",
		"places",
		"tiers",
	];
	const missing = parts.filter((name) => !(run && typeof run === "object" && name in run));
	if (missing.length > 0) {
		throw new CannotStart(`${file} is no rehearsal of this version: it has no ${missing.join(", no ")}.`);
	}
	return run as Run;
}

function parsed(file: string): unknown {
	try {
		return JSON.parse(readFileSync(file, "utf8"));
	} catch (error) {
		throw new CannotStart(`${file} cannot be read as what --json writes: ${(error as Error).message}`);
	}
}
