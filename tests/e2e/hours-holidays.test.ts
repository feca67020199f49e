import { button, openHours, saved, secondDesk } from "./support/hours.ts";
import { look, tabTo } from "./support/look.ts";
import { expect, test } from "./support/test.ts";

test.use({ actionTimeout: 15_000 });

test("the holidays of a region are listed with their days, each is switched, and a stale choice is shown", async ({
	page,
}) => {
	await openHours(page, "/holidays");
	await expect(page.getByText(/^Holidays make no difference/)).toBeVisible();
	await look(page, "holidays-none");
	const second = await secondDesk(page, "/holidays");

	await page.getByLabel("Country").selectOption({ label: "Germany" });
	await page.getByLabel("Region").selectOption("DE-BY");
	await expect(page.getByText(/^Save, and the holidays of Germany/)).toBeVisible();
	await button(page, "Save holidays").click();
	await saved(page);
	const epiphany = page.getByRole("listitem").filter({ hasText: "Heilige Drei Könige" });
	// Its days in all the years that are known.
	expect(await epiphany.getByText(/ 6 Jan/).count()).toBeGreaterThan(1);
	await page.getByLabel("I work on Heilige Drei Könige").check();
	await expect(page.getByText("You have changes that are not saved.")).toBeVisible();
	await button(page, "Save holidays").click();
	await saved(page);
	await page.getByRole("heading", { level: 1 }).scrollIntoViewIfNeeded();
	await look(page, "holidays");
	await page.reload();
	await expect(page.getByLabel("I work on Heilige Drei Könige")).toBeChecked();
	await expect(page.getByLabel("I work on Fronleichnam")).not.toBeChecked();

	await second.getByLabel("Country").selectOption({ label: "France" });
	await button(second, "Save holidays").click();
	await expect(second.getByText(/The other has .*, and work on Heilige Drei Könige/)).toBeVisible();
	await expect(second.getByLabel("Country")).toHaveValue("FR");
	await look(second, "holidays-stale");
	await button(second, "Take the other").click();
	await expect(second.getByLabel("Region")).toHaveValue("DE-BY");
});

test("by the keyboard alone a region is chosen, one of its holidays is worked on, and both are saved", async ({
	page,
}) => {
	await openHours(page, "/holidays");
	await tabTo(page, page.getByLabel("Country"));
	await page.keyboard.type("Germ");
	await tabTo(page, page.getByLabel("Region"));
	await page.keyboard.type("Bay");
	await expect(page.getByLabel("Region")).toHaveValue("DE-BY");
	await tabTo(page, button(page, "Save holidays"));
	await page.keyboard.press("Enter");
	await saved(page);
	const works = page.getByLabel("I work on Heilige Drei Könige");
	await tabTo(page, works);
	await page.keyboard.press("Space");
	await expect(works).toBeChecked();
	await tabTo(page, button(page, "Save holidays"));
	await page.keyboard.press("Enter");
	await saved(page);
	await page.reload();
	await expect(works).toBeChecked();
});
