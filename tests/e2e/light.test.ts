import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { newTeacher } from "./support/school.ts";
import { expect, test } from "./support/test.ts";

const distDir = process.env.NEXT_DIST_DIR ?? ".next-test";
const most = 45_000;

test.beforeEach(() => test.skip(test.info().project.name !== "phone, UTC", "the same on every screen"));

const size = (text: string | Buffer) => gzipSync(text).length;

/**
 * What an empty page of this Next loads: the files that its build names as every page's own, which are React, the router
 * and the loader. None of ours may hide in them, so their size is held, too.
 */
function emptyPage(): { files: string[]; bytes: number } {
	const { rootMainFiles } = JSON.parse(readFileSync(`${distDir}/build-manifest.json`, "utf8")) as {
		rootMainFiles: string[];
	};
	const bytes = rootMainFiles.reduce((sum, file) => sum + size(readFileSync(`${distDir}/${file}`)), 0);
	return { files: rootMainFiles, bytes };
}

test("a teacher's page loads at most 45 KB of compressed script more than an empty page", async ({
	page,
}) => {
	const empty = emptyPage();
	expect(empty.bytes).toBeGreaterThan(100_000);
	expect(empty.bytes).toBeLessThan(140_000);
	const loaded = new Map<string, number>();
	page.on("response", async (response) => {
		if (response.request().resourceType() !== "script") return;
		loaded.set(new URL(response.url()).pathname.replace(/^\/_next\//, ""), size(await response.body()));
	});
	const teacher = await newTeacher({ types: 3 });
	await page.goto(teacher.url, { waitUntil: "networkidle" });
	await expect(page.getByText(/Times in UTC/)).toBeVisible();
	for (const file of empty.files) expect(loaded.has(file), file).toBe(true);
	const total = [...loaded.values()].reduce((sum, bytes) => sum + bytes, 0);
	const more = total - empty.bytes;
	console.log(`    ${total} bytes, ${more} more than an empty page's ${empty.bytes}`);
	expect(more).toBeLessThanOrEqual(most);

	// A dialog comes when it is opened, and is small itself.
	await page.getByRole("button", { name: "Later days" }).click();
	await page.getByRole("button", { name: /Change/ }).click();
	await expect(page.getByRole("combobox", { name: "Find a time zone" })).toBeVisible();
	const all = [...loaded.values()].reduce((sum, bytes) => sum + bytes, 0);
	expect(all - total).toBeGreaterThan(0);
	expect(all - total).toBeLessThanOrEqual(2_000);
});
