import { existsSync, readFileSync } from "node:fs";
import { parseArgs, parseEnv, styleText } from "node:util";
import type { Given } from "../lib/env.ts";
import { CannotStart, explain } from "./cannot-start.ts";
import { diagnose } from "./doctor/diagnose.ts";
import type { Finding } from "./doctor/finding.ts";

/**
 * `npm run doctor`: whether an environment is one that Firstbell can run in, a line for each thing. The environment is
 * this process's, or that of `--env FILE` alone. `--before` leaves out what only a deployment can tell. Exits 1 where
 * something is to be mended. Prints no value that is a secret.
 */
let code = 0;
try {
	const { env, before } = parse(process.argv.slice(2));
	const found = await diagnose(env === undefined ? process.env : read(env), {
		after: !before,
		tell: (finding) => console.log(told(finding)),
	});
	const count = found.filter(({ state }) => state === "mend").length;
	console.log(count === 0 ? "\nAll is well." : `\n${count} to mend.`);
	code = count === 0 ? 0 : 1;
} catch (error) {
	explain(error);
	code = 1;
}
process.exit(code);

function told({ name, state, says }: Finding): string {
	const marks = {
		well: styleText("green", "well  "),
		mend: styleText("red", "MEND  "),
		note: styleText("yellow", "note  "),
		unasked: styleText("dim", "—     "),
	};
	return `${marks[state]}${name.padEnd(14)}${says}`;
}

function read(file: string): Given {
	if (!existsSync(file)) throw new CannotStart(`There is no file ${file}.`);
	return parseEnv(readFileSync(file, "utf8")) as Given;
}

function parse(args: string[]) {
	try {
		const { values } = parseArgs({
			args,
			options: { env: { type: "string" }, before: { type: "boolean" }, after: { type: "boolean" } },
		});
		if (values.before && values.after)
			throw new Error("It is either --before or --after, which is what it does without either.");
		return values;
	} catch (error) {
		throw new CannotStart((error as Error).message);
	}
}
