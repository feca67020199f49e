import { addDays } from "../../lib/time.ts";
import { dayLabel } from "../../lib/time-words.ts";
import { button, nextWeek, openHours, secondDesk } from "./support/hours.ts";
import { look, tabTo, typeDay } from "./support/look.ts";
import { expect, type Page, test } from "./support/test.ts";

test.use({ actionTimeout: 15_000 });

const save = (page: Page) => page.getByRole("dialog").getByRole("button", { name: "Save", exact: true });
const monday = nextWeek(1);
const label = `${dayLabel(monday)} – ${dayLabel(addDays(monday, 4))}`;

test("time away is noted for whole days, edited to the hour, dropped and brought back", async ({ page }) => {
	await openHours(page, "/away");
	await expect(page.getByText(/^Nothing to come/)).toBeVisible();
	await look(page, "away-empty");
	await button(page, "Add time away").click();
	await expect(page.getByLabel("First day")).toBeFocused();
	await save(page).click();
	await expect(page.getByText("Choose a day.")).toHaveCount(2);
	await page.getByLabel("First day").fill(monday);
	await expect(page.getByLabel("Last day")).toHaveValue(monday);
	await page.getByLabel("Last day").fill(addDays(monday, -1));
	await save(page).click();
	await expect(page.getByText("It ends before it begins.")).toBeVisible();
	await page.getByLabel("Last day").fill(addDays(monday, 4));
	await page.getByLabel("Note, for yourself").fill("At the sea");
	await look(page, "away-add");
	await save(page).click();
	await expect(page.getByText(label)).toBeVisible();
	await expect(page.getByText("At the sea")).toBeVisible();
	await look(page, "away");

	await button(page, `Remove ${label}`).click();
	await expect(page.getByText(`${label} is gone.`)).toBeVisible();
	await expect(page.getByText(/^Nothing to come/)).toBeVisible();
	await look(page, "away-undo");
	await button(page, "Undo").click();
	await button(page, `Edit ${label}`).click();
	await page.getByLabel("Whole days").uncheck();
	await page.getByLabel("Until, time").fill("12:30");
	await look(page, "away-times");
	await save(page).click();
	await expect(page.getByText(`${dayLabel(monday, "long")}, 9:00 –`)).toBeVisible();
});

test("time away that another desk changed or dropped meanwhile is shown, and nothing typed is lost", async ({
	page,
}) => {
	await openHours(page, "/away");
	await button(page, "Add time away").click();
	await page.getByLabel("First day").fill(monday);
	await page.getByLabel("Last day").fill(addDays(monday, 4));
	await save(page).click();
	await expect(button(page, `Edit ${label}`)).toBeVisible();
	const second = await secondDesk(page, "/away");
	await button(page, `Edit ${label}`).click();
	await page.getByLabel("Note, for yourself").fill("Mine");

	await button(second, `Edit ${label}`).click();
	await second.getByLabel("Note, for yourself").fill("Theirs");
	await save(second).click();
	await expect(second.getByText("Theirs")).toBeVisible();
	await save(page).click();
	await expect(page.getByText(`The other is: ${label}, “Theirs”.`)).toBeVisible();
	await expect(page.getByLabel("Note, for yourself")).toHaveValue("Mine");
	await look(page, "away-stale");

	await button(second, `Remove ${label}`).click();
	await expect(second.getByText(`${label} is gone.`)).toBeVisible();
	await button(page, "Save mine instead").click();
	await expect(page.getByText("It was removed there.")).toBeVisible();
	await button(page, "Save mine again").click();
	const listed = page.getByRole("listitem").filter({ hasText: label });
	await expect(listed).toContainText("Mine");

	await second.reload();
	await button(second, `Edit ${label}`).click();
	await second.getByLabel("Note, for yourself").fill("Theirs again");
	await save(second).click();
	await expect(second.getByText("Theirs again")).toBeVisible();
	await button(page, `Remove ${label}`).click();
	await expect(page.getByText("This was changed somewhere else meanwhile, and stays.")).toBeVisible();
	await expect(listed).toContainText("Theirs again");
	await look(page, "away-drop-stale");
	await button(page, `Remove ${label}`).click();
	await expect(page.getByText(`${label} is gone.`)).toBeVisible();
	await button(page, "Undo").click();
	await expect(listed).toContainText("Theirs again");
});

test("by the keyboard alone time away is noted, changed, dropped and brought back", async ({ page }) => {
	await openHours(page, "/away");
	await tabTo(page, button(page, "Add time away"));
	await page.keyboard.press("Enter");
	await expect(page.getByLabel("First day")).toBeFocused();
	await typeDay(page, page.getByLabel("First day"), monday);
	// Whatever the first day was while its year was typed.
	await expect(page.getByLabel("Last day")).toHaveValue(monday);
	await typeDay(page, page.getByLabel("Last day"), addDays(monday, 4));
	await tabTo(page, page.getByLabel("Note, for yourself"));
	await page.keyboard.type("At the sea");
	await page.keyboard.press("Enter");
	await expect(page.getByRole("dialog")).toHaveCount(0);
	await expect(page.getByText("At the sea")).toBeVisible();
	await expect(button(page, "Add time away")).toBeFocused();

	await tabTo(page, button(page, `Edit ${label}`));
	await page.keyboard.press("Enter");
	await tabTo(page, page.getByLabel("Whole days"));
	await page.keyboard.press("Space");
	await tabTo(page, save(page));
	await page.keyboard.press("Enter");
	const remove = button(page, /^Remove .*9:00 –/);
	await tabTo(page, remove);
	await page.keyboard.press("Enter");
	await expect(page.getByText(/^Nothing to come/)).toBeVisible();
	await expect(page.getByRole("heading", { name: "When you are away" })).toBeFocused();
	await tabTo(page, button(page, "Undo"));
	await page.keyboard.press("Enter");
	await expect(remove).toBeVisible();
});
