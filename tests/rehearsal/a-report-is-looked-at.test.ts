import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { foundByAxe } from "../support/axe.ts";
import { browserLaunch } from "../support/browser-launch.ts";
import { sampleRun } from "./support/sample-run.ts";
import { written } from "./support/written.ts";

const folder = resolve("tests/artifacts/report");
const broken = { ...sampleRun(), double: 3 };
const untold = sampleRun().verdicts.map((verdict) => ({ ...verdict, isUnjudged: true as const }));
const pages = {
	one: written(sampleRun()),
	untold: written({ ...sampleRun(), verdicts: untold }),
	two: written(sampleRun({ seed: 2 }), sampleRun({ seed: 3, people: 8000 })),
	broken: written({ ...broken, faults: broken.faults.map((fault) => ({ ...fault, kept: false })) }),
};
let browser: Browser;
beforeAll(async () => {
	mkdirSync(folder, { recursive: true });
	browser = await chromium.launch(await browserLaunch());
});
afterAll(() => browser?.close());

const looks = [
	["one", 390, "light"],
	["untold", 390, "light"],
	["two", 1280, "light"],
	["two", 390, "dark"],
	["broken", 1280, "dark"],
] as const;

test.each(looks)(
	"%s at %s px, %s: axe finds nothing, nothing scrolls sideways",
	async (name, width, scheme) => {
		const page = await open(name, width, scheme);
		await page.screenshot({ path: `${folder}/${name}-${width}-${scheme}.png` });
		// One of each kind: with all of them open, axe takes ten times as long.
		for (const id of ["api", "by-rank"]) await page.locator(`#${id} summary`).click();
		expect(await foundByAxe(page)).toEqual([]);
		const sideways = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
		);
		expect(sideways).toBeLessThanOrEqual(0);
		await page.context().close();
	},
);

test("pointing at a second says in every plot what was then, and leaving takes it back", async () => {
	const page = await open("one", 1280, "light");
	const canvas = page.locator("#arrivals .canvas svg.plot");
	const box = await canvas.boundingBox();
	if (!box) throw new Error("There is no plot.");
	const said = page.locator(".read-out");
	const rest = await said.allTextContents();
	await canvas.hover({ position: { x: (box.width * 150) / 300 + 1, y: 60 } });
	await expect.poll(() => said.first().textContent()).toMatch(/^\d+ at 30 s$/);
	for (const text of await said.allTextContents()) expect(text).toMatch(/ at 30 s$/);
	await page.mouse.move(5, 5);
	await expect.poll(() => said.allTextContents()).toEqual(rest);
	await page.context().close();
});

/** Whatever a page complains of, such as its own policy, fails the test. */
async function open(name: keyof typeof pages, width: number, colorScheme: "light" | "dark") {
	const file = `${folder}/${name}.html`;
	writeFileSync(file, pages[name]);
	const context = await browser.newContext({ viewport: { width, height: 1400 }, colorScheme });
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on("console", (message) => complaints.push(message.text()));
	page.on("pageerror", (error) => complaints.push(error.message));
	page.on("request", (request) => {
		if (!/^(file|data):/.test(request.url())) complaints.push(request.url());
	});
	await page.goto(pathToFileURL(file).href);
	expect(complaints).toEqual([]);
	return page;
}
