import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { variables } from "../../lib/env.ts";
import { neverDeployed } from "../support/never-deployed.ts";

const rows = [
	...readFileSync("docs/deploying.md", "utf8").matchAll(/^\| `([A-Z_]+)` \| (yes|no) \| (.+) \|$/gm),
];

test("the table of variables has each that is read, no other, and says which are needed", () => {
	expect(rows.map(([, name, needed]) => ({ name, needed: needed === "yes" }))).toEqual(variables);
});

test(".env.example has each that a deployment may have, and no other", () => {
	const example = Object.keys(parseEnv(readFileSync(".env.example", "utf8")));
	expect(neverDeployed()).toContain("MAILBOX_URL");
	const wanted = variables.map(({ name }) => name).filter((name) => !neverDeployed().includes(name));
	expect(example.toSorted()).toEqual(wanted.toSorted());
});
