import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs, parseEnv } from "node:util";
import { filled } from "../../lib/env.ts";
import { CannotStart } from "../cannot-start.ts";
import { projectRoot } from "../embedded/data-folder.ts";

/**
 * The lines of `file`, and above them what this process has in its own environment. Without a file it is `.env` in the
 * project, where there is one. Refuses (CannotStart) a file that cannot be read.
 */
export const given = (file?: string): Record<string, string> => ({ ...inFile(file), ...filled(process.env) });

/** What is asked for by `--env FILE` among these words, as `given` has it, and the words without that. */
export function takeGiven(words: string[]): { env: Record<string, string>; rest: string[] } {
	const rest = [...words];
	const at = rest.findIndex((word) => word === "--env" || word.startsWith("--env="));
	if (at < 0) return { env: given(), rest };
	const [word = ""] = rest.splice(at, 1);
	const file = word === "--env" ? rest.splice(at, 1)[0] : word.slice("--env=".length);
	if (!file) throw new CannotStart("--env needs a file of NAME=value lines, such as --env .env.deployment.");
	return { env: given(file), rest };
}

/** The same, of commands that take nothing else. */
export function givenBy(words: string[]): Record<string, string> {
	const { env, rest } = takeGiven(words);
	try {
		parseArgs({ args: rest, options: {} });
		return env;
	} catch (error) {
		throw new CannotStart((error as Error).message);
	}
}

/** What the app is given. Refuses (CannotStart) as `given`, and without what several processes cannot do without. */
export function environment(file: string | undefined, processes: number): Record<string, string> {
	const env = given(file);
	if (!env.CRON_SECRET)
		throw new CannotStart(`CRON_SECRET is missing: ${where} says what an environment needs.`);
	if (processes > 1 && !env.REDIS_URL)
		throw new CannotStart(
			"Several processes share their pages by a Redis, and there is no REDIS_URL: name one, or begin with --processes 1.",
		);
	return env;
}

const where = ".env.example";

function inFile(file: string | undefined): Record<string, string> {
	const usual = join(projectRoot, ".env");
	if (!file && !existsSync(usual)) return {};
	try {
		return filled(parseEnv(readFileSync(file ?? usual, "utf8")));
	} catch (error) {
		throw new CannotStart(`The environment cannot be read: ${(error as Error).message}`);
	}
}
