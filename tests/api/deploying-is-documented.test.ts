import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { variables } from "../../lib/env.ts";

const rows = [
	...readFileSync("docs/deploying.md", "utf8").matchAll(/^\| `([A-Z_]+)` \| (yes|no) \| (.+) \|$/gm),
];

test("the table of variables has each that is read, no other, and says which are needed", () => {
	expect(rows.map(([, name, needed]) => ({ name, needed: needed === "yes" }))).toEqual(variables);
});

test("what is needed has a line in .env.example", () => {
	const example = Object.keys(parseEnv(readFileSync(".env.example", "utf8")));
	const needed = variables.filter((variable) => variable.needed).map(({ name }) => name);
	expect(example).toEqual(expect.arrayContaining(needed));
	expect(variables.map(({ name }) => name)).toEqual(expect.arrayContaining(example));
});
