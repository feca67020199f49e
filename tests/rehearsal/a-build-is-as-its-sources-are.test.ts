import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { isBuilt, wanted } from "../../stack/build.ts";

const root = mkdtempSync(join(tmpdir(), "firstbell-build-"));
afterAll(() => rmSync(root, { recursive: true }));
const env = { APP_URL: "https://book.school.example" };
const print = () => wanted({ root, env, isEmpty: true });

function write(path: string, text: string): void {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), text);
}

test("it is made anew for another source, setting, address or migration, and for nothing else", () => {
	write("app/page.tsx", "1");
	write("next.config.js", "1");
	write("supabase/migrations/20260101000000_first.sql", "select 1;");
	write(".next/firstbell-build", print());
	const built = () => isBuilt({ root, env, isEmpty: true, distDir: ".next" });
	expect(built()).toBe(true);
	write("README.md", "2");
	expect(built()).toBe(true);
	expect(isBuilt({ root, env: { APP_URL: "https://other.example" }, isEmpty: true, distDir: ".next" })).toBe(
		false,
	);
	for (const path of ["app/page.tsx", "next.config.js", "supabase/migrations/20260102000000_second.sql"]) {
		write(path, "2");
		expect(built(), path).toBe(false);
		write(".next/firstbell-build", print());
		expect(built(), path).toBe(true);
	}
});
