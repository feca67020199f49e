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

test("a new version finds its way to the database from a network without IPv6, and with an end to how long it waits", () => {
	const [, told = ""] = readFileSync("docs/deploying.md", "utf8").split(/^## A new version$/m);
	const [version = ""] = told.split(/^## /m);
	expect(version).toMatch(/db\.REF\.supabase\.co:5432\/postgres\?options=-c%20lock_timeout%3D1500"/);
	const [, pooled = ""] = version.split("without IPv6");
	expect(pooled).toContain("**Session pooler**");
	// What stands in an address there gets nowhere, so it is the runner that says it.
	expect(pooled).toMatch(
		/^DATABASE_ADMIN_URL='postgres:\/\/postgres\.REF:\S+' npm run migrate -- --env \.env\.deployment$/m,
	);
	expect(pooled).not.toMatch(/:6543|db push --db-url/);
	expect(readFileSync("stack/embedded/migrate.ts", "utf8")).toContain("set local lock_timeout");
});

test(".env.example has each that a deployment may have, and no other", () => {
	const example = Object.keys(parseEnv(readFileSync(".env.example", "utf8")));
	expect(neverDeployed()).toContain("MAILBOX_URL");
	const wanted = variables.map(({ name }) => name).filter((name) => !neverDeployed().includes(name));
	expect(example.toSorted()).toEqual(wanted.toSorted());
});
