import { expect, type Page } from "@playwright/test";
import { tabTo } from "./look.ts";

const tabs = (page: Page) => page.getByRole("navigation", { name: "Desk" });
const more = (page: Page) => tabs(page).locator("summary");
const link = (page: Page, name: string) => tabs(page).getByRole("link", { name, exact: true });

/** Goes to a page of the desk: by its row, or by More where it stands there. */
export async function toDeskPage(page: Page, name: string): Promise<void> {
	await expect(more(page)).toBeVisible();
	if ((await link(page, name).count()) === 0) await more(page).click();
	await link(page, name).click();
}

export async function toDeskPageByKeys(page: Page, name: string): Promise<void> {
	await expect(more(page)).toBeVisible();
	if ((await link(page, name).count()) === 0) {
		await tabTo(page, more(page));
		await page.keyboard.press("Enter");
	}
	await tabTo(page, link(page, name));
	await page.keyboard.press("Enter");
}
