import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Where a file gets its `test` from. */
const sourceOf = (text: string) => /import \{[^}]*\btest\b[^}]*\} from "([^"]+)"/.exec(text)?.[1];

test("each test in a browser fails where a page breaks its policy or throws what nobody catches", () => {
	const files = globSync("tests/e2e/*.test.ts");
	expect(files.length).toBeGreaterThan(40);
	for (const file of files) expect(sourceOf(readFileSync(file, "utf8")), file).toBe("./support/test.ts");
});

test("one that takes Playwright's own is found", () => {
	expect(sourceOf(`import { expect, test } from "@playwright/test";`)).toBe("@playwright/test");
	expect(sourceOf(`import {\n\texpect,\n\ttest,\n} from "./support/test.ts";`)).toBe("./support/test.ts");
});
