import { expect, type Locator, type Page, test } from "@playwright/test";
import { foundByAxe, settled } from "../../support/axe.ts";

/** Looks at a page as it is now: axe finds nothing, it does not scroll sideways, and a screenshot is kept. */
export async function look(page: Page, name: string): Promise<void> {
	const project = test.info().project.name.replaceAll(", ", "-");
	await settled(page);
	await picture(page, `${name}-${project}`);
	expect(await foundByAxe(page)).toEqual([]);
	const sideways = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
	);
	expect(sideways, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** What stands beside the screen, or is cut off by the box it stands in; not what is in a box that may scroll by itself. */
export function cutOff(page: Page, scrolls = "#none"): Promise<string[]> {
	return page.evaluate((scrolls) => {
		const name = (element: Element) => element.outerHTML.slice(0, 120);
		// What is only there to be read aloud has no size to speak of.
		const seen = [...document.querySelectorAll("body *")].filter(
			(element) => element.checkVisibility() && element.clientWidth > 1 && !element.closest(scrolls),
		);
		return seen.flatMap((element) => {
			const { left, right } = element.getBoundingClientRect();
			if (left < -1 || right > innerWidth + 1) return [`beside the screen: ${name(element)}`];
			const cuts = getComputedStyle(element).overflowX !== "visible";
			return cuts && element.scrollWidth > element.clientWidth + 1 ? [`cut off: ${name(element)}`] : [];
		});
	}, scrolls);
}

/** Keeps a screenshot, to be looked at. Chromium cannot always take one at once; what it shows is asserted elsewhere. */
export async function picture(page: Page, name: string, { fullPage = false } = {}): Promise<void> {
	const path = `tests/artifacts/screens/${name}.png`;
	for (let tries = 1; ; tries++) {
		try {
			return void (await page.screenshot({ path, fullPage }));
		} catch (error) {
			if (tries === 3) throw error;
			await page.waitForTimeout(500);
		}
	}
}

/** Presses Tab until something has the focus, as who has no mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
	await expect(target).toBeVisible();
	for (let presses = 0; presses < 80; presses++) {
		if (await target.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press("Tab");
	}
	throw new Error("Tab does not lead there.");
}

/** Types a day into its field as who has no mouse does; which of its parts stands first is the browser's own matter. */
export async function typeDay(page: Page, field: Locator, day: string): Promise<void> {
	const [year, month, date] = day.split("-");
	for (const parts of [`${month}${date}`, `${date}${month}`]) {
		await tabTo(page, field);
		for (let part = 0; part < 2; part++) await page.keyboard.press("ArrowLeft");
		await page.keyboard.type(`${parts}${year}`);
		if ((await field.inputValue()) === day) return;
	}
	throw new Error(`${day} cannot be typed there.`);
}

/** The first free time of the second week, which is all free and past any notice. */
export async function openSecondWeek(page: Page, url: string): Promise<void> {
	await page.goto(url);
	await page.getByRole("button", { name: "Later days" }).click();
	await expect(times(page).first()).toBeVisible();
}

export const times = (page: Page) => page.locator("section[aria-label='Free times'] button[data-starts-at]");

/** The same time, whoever looks at it and from whichever zone. */
export const time = (page: Page, startsAt: string) =>
	page.locator(`section[aria-label='Free times'] button[data-starts-at='${startsAt}']`);

export async function startOf(page: Page, index: number): Promise<string> {
	return (await times(page).nth(index).getAttribute("data-starts-at")) ?? "";
}
