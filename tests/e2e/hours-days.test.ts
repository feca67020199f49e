import { addDays, weekOf } from "../../lib/time.ts";
import { dayLabel } from "../../lib/time-words.ts";
import { button, nextWeek, openHours, saved, secondDesk } from "./support/hours.ts";
import { look, tabTo } from "./support/look.ts";
import { expect, type Page, test } from "./support/test.ts";

test.use({ actionTimeout: 15_000 });

const monday = nextWeek(1);
const first = (page: Page) => page.getByLabel("From", { exact: true });
const last = (page: Page) => page.getByLabel("Until", { exact: true });

test("days off and days with other hours are chosen in the calendar without a mouse, and dropped ones come back", async ({
	page,
}) => {
	const teacher = await openHours(page, "/days");
	await expect(page.getByText("Every day is as its weekday.")).toBeVisible();
	await look(page, "days-empty");
	await button(page, "Set these days").click();
	await expect(page.getByText("Choose a day.")).toBeVisible();

	const today = page.getByRole("button", { name: /, today/ });
	await tabTo(page, today);
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("ArrowUp");
	await expect(today).toBeFocused();
	await first(page).fill(monday);
	await tabTo(page, page.locator(`[data-day="${monday}"]`));
	for (const key of ["ArrowRight", "ArrowRight", "Enter"]) await page.keyboard.press(key);
	await expect(last(page)).toHaveValue(addDays(monday, 2));
	await look(page, "days-chosen");
	await tabTo(page, button(page, "Set these days"));
	await page.keyboard.press("Enter");
	await saved(page);
	const run = `${dayLabel(monday)} – ${dayLabel(addDays(monday, 2))}`;
	await expect(page.getByRole("listitem").filter({ hasText: run })).toContainText("off");

	await first(page).fill(addDays(monday, 3));
	await page.getByLabel("there at other hours").check();
	await page.getByLabel("these days until").fill("08:00");
	await button(page, "Set these days").click();
	await expect(page.getByText("The end must come after the start.")).toBeVisible();
	await page.getByLabel("these days until").fill("11:00");
	await button(page, "Set these days").click();
	await expect(page.getByText("9:00–11:00")).toBeVisible();
	await look(page, "days-set");

	await button(page, `Edit ${run}`).click();
	await last(page).fill(addDays(monday, 1));
	await button(page, "Save these days").click();
	await expect(button(page, `Remove ${dayLabel(monday)} – ${dayLabel(addDays(monday, 1))}`)).toBeVisible();
	await button(page, `Remove ${dayLabel(addDays(monday, 3))}`).click();
	await expect(page.getByText(/as it was is gone/)).toBeVisible();
	await look(page, "days-undo");
	await button(page, "Undo").click();
	await expect(page.getByText("9:00–11:00")).toBeVisible();

	const list = await page.request.get(`/api/slots/${teacher.handle}/lesson/${weekOf(`${monday}T12:00Z`)}`);
	const { slots } = (await list.json()) as { slots: { startsAt: string }[] };
	const on = (day: string) => slots.filter(({ startsAt }) => startsAt.startsWith(day)).length;
	expect(on(addDays(monday, 1))).toBe(0);
	expect(on(addDays(monday, 2))).toBe(10);
	expect(on(addDays(monday, 3))).toBe(2);
});

test("single days that another desk saved meanwhile are shown, and both are kept", async ({ page }) => {
	await openHours(page, "/days");
	const second = await secondDesk(page, "/days");
	await first(second).fill(monday);
	await button(second, "Set these days").click();
	await saved(second);

	await first(page).fill(addDays(monday, 4));
	await button(page, "Set these days").click();
	await expect(page.getByText(`${dayLabel(monday)}: off`)).toBeVisible();
	await expect(first(page)).toHaveValue(addDays(monday, 4));
	await look(page, "days-stale");
	await button(page, "Save mine as well").click();
	await saved(page);
	await expect(button(page, /^Edit /)).toHaveCount(2);
});
