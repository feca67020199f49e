import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const text = readFileSync("docs/privacy.md", "utf8");
const chapter = /## On people's own devices\n(.*?)\n## /s.exec(text)?.[1] ?? "";
const told = [...chapter.matchAll(/`(firstbell[_:][a-z_:]+)…?`/g)].map(([, name]) => name).sort();

/** What the source gives a browser to keep, by its name: a cookie, or what a script stores. */
function kept(): string[] {
	const sources = globSync("{app,lib}/**/*.{ts,tsx,js}").map((file) => readFileSync(file, "utf8"));
	// An event of a page, which nothing keeps.
	const names = sources.flatMap((source) => source.match(/(?<=["`])firstbell[_:][a-z_]+:?(?=["`$])/g) ?? []);
	return [...new Set(names)].filter((name) => name !== "firstbell:changed").sort();
}

test("each cookie and each thing that a browser keeps is in docs/privacy.md, and nothing that is not kept", () => {
	expect(kept().length).toBeGreaterThan(10);
	expect(told).toEqual(kept());
});
