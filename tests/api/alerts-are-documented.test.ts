import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { alerts, databaseAway, titleOf } from "../../lib/watch/alerts.ts";

const chapter = /^### Alerts$([\s\S]*?)^## /m.exec(readFileSync("docs/operating.md", "utf8"))?.[1] ?? "";
const rows = [...chapter.matchAll(/^\| `([\w-]+)` \| (.+) \| (.+) \|$/gm)];
const all = [...alerts, databaseAway];

test("docs/operating.md has each alert once, and says of each when it comes and what to do", () => {
	expect(rows.map(([, name]) => name).sort()).toEqual(all.map(({ name }) => name).sort());
	for (const [, name, when, what] of rows) {
		expect(when, name).toMatch(/\w{3}/);
		expect(what, name).toMatch(/\w{3}/);
	}
});

test("each has a title of its own", () => {
	expect(new Set(all.map(({ name }) => titleOf(name))).size).toBe(all.length);
	for (const { name } of all) expect(titleOf(name)).not.toBe(name);
});
