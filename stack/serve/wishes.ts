import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { CannotStart } from "../cannot-start.ts";

export type Wishes = {
	processes: number;
	/** A file of `NAME=value` lines; `.env` where none is named and there is one. */
	envFile?: string;
	/** Whether this machine calls what is due by the clock. One does, where there are several. */
	crons: boolean;
	/** Has the one that runs here replace its processes, and serves nothing itself. */
	restart: boolean;
};

/** What is asked for after `npm run serve --`. Refuses (CannotStart) what it does not know. */
export function wishesIn(words: string[]): Wishes {
	const { values } = read(words);
	const processes = Number(values.processes ?? availableParallelism());
	if (!Number.isInteger(processes) || processes < 1 || processes > 256)
		throw new CannotStart("--processes needs a whole number from 1 to 256, such as --processes 4.");
	return {
		processes,
		envFile: values.env,
		crons: !values["no-crons"],
		restart: values.restart ?? false,
	};
}

function read(words: string[]) {
	try {
		return parseArgs({
			args: words,
			options: {
				processes: { type: "string" },
				env: { type: "string" },
				"no-crons": { type: "boolean" },
				restart: { type: "boolean" },
			},
		});
	} catch (error) {
		throw new CannotStart(
			`${(error as Error).message.split(". ")[0]}. It takes --processes N, --env FILE, --no-crons and --restart.`,
		);
	}
}
