import { readFileSync, statSync } from "node:fs";
import { CannotStart } from "../cannot-start.ts";
import { mostBytes } from "./read-rows.ts";
import { readSchool } from "./read-school.ts";
import type { School } from "./school.ts";

/** The school in a CSV file. Throws Faulty with every row that cannot be taken, and CannotStart where there is no file. */
export function schoolInFile(path: string, log: (line: string) => void): School {
	const file = statSync(path, { throwIfNoEntry: false });
	if (!file?.isFile()) throw new CannotStart(`There is no file ${path}.`);
	if (file.size > mostBytes) throw new CannotStart(`${path} is larger than 10 MB: import it in parts.`);
	return readSchool(readFileSync(path), log);
}
