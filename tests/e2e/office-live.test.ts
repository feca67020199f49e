import { newEvening } from "./support/evening.ts";
import { cutOff, look, picture } from "./support/look.ts";
import { once } from "./support/room.ts";
import { expect, type Page, test } from "./support/test.ts";

const screens = {
	"at a desk, in the dark": { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
	// What a desk of 1280 pixels has left at 200 %.
	"enlarged twice": { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2, colorScheme: "dark" },
	"on a phone, in the light": { viewport: { width: 390, height: 844 }, colorScheme: "light" },
} as const;

test("an office sees all of its evening, on every screen", async ({ page, browser, baseURL }) => {
	once("desk, UTC, dark");
	const { id, name } = await newEvening(page);
	const storageState = await page.context().storageState();
	for (const [where, screen] of Object.entries(screens)) {
		await test.step(where, async () => {
			const context = await browser.newContext({ ...screen, baseURL, storageState, locale: "en-GB" });
			const live = await context.newPage();
			await live.goto(`/desk/openings/${id}`);
			await expect(live.getByRole("heading", { name })).toBeVisible();
			await expect(live.getByText("Somebody was a moment faster")).toBeVisible({ timeout: 40_000 });
			await allOfIt(live, `office-live-${screen.viewport.width}`);
			await live.getByRole("button", { name: "Slow down" }).click();
			await allOfIt(live, `office-live-slow-${screen.viewport.width}`);
			await context.close();
		});
	}
});

/** Nothing scrolls sideways, nothing is cut off, axe finds nothing; and a screenshot of the whole page. */
async function allOfIt(page: Page, name: string): Promise<void> {
	await look(page, name);
	await picture(page, `${name}-whole`, { fullPage: true });
	expect(await cutOff(page)).toEqual([]);
}
