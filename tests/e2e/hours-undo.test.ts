import { addDays } from "../../lib/time.ts";
import { dayLabel } from "../../lib/time-words.ts";
import { bookAt, button, nextWeek, openHours, saved, secondDesk, undo, undone } from "./support/hours.ts";
import { look, tabTo } from "./support/look.ts";
import { sql } from "./support/school.ts";
import { expect, type Page, test } from "./support/test.ts";

test.use({ actionTimeout: 15_000 });

const mondays = (page: Page) => page.getByLabel("Monday from");
const monday = nextWeek(1);

test("by the keyboard alone weekly hours that were saved are taken back, with what is outside them, and done again", async ({
	page,
}) => {
	const teacher = await openHours(page, "");
	await bookAt(teacher, `${monday}T09:00`, "Early Bird");
	await page.reload();
	await tabTo(page, button(page, /^Remove Monday/));
	await page.keyboard.press("Enter");
	await tabTo(page, button(page, "Save hours"));
	await page.keyboard.press("Enter");
	await saved(page);
	await expect(button(page, "One booking lies outside it: see what to do")).toBeVisible();
	await look(page, "undo-week");

	// It stands before what it was saved by.
	await page.keyboard.press("Shift+Tab");
	await expect(undo(page)).toBeFocused();
	await page.keyboard.press("Enter");
	await undone(page);
	await expect(mondays(page)).toHaveValue("08:00");
	await expect(page.getByRole("heading", { name: /outside what you offer/ })).toHaveCount(0);
	await expect(button(page, "Redo")).toBeFocused();
	await look(page, "undo-week-undone");
	expect(await weekdaysOf(teacher.handle)).toContain(1);

	await expect(button(page, "Redo")).toBeEnabled();
	await page.keyboard.press("Enter");
	await saved(page);
	await expect(mondays(page)).toHaveCount(0);
	expect(await weekdaysOf(teacher.handle)).not.toContain(1);
	await expect(undo(page)).toBeFocused();
	await button(page, "Add hours on Monday").press("Enter");
	await expect(undo(page), "what is edited since is not to be overwritten").toHaveCount(0);
});

test("weekly hours are not taken back over what another desk has saved since, unless that was seen", async ({
	page,
}) => {
	const teacher = await openHours(page, "");
	await button(page, /^Remove Monday/).click();
	await button(page, "Save hours").click();
	await saved(page);
	const second = await secondDesk(page, "");
	await button(second, /^Remove Tuesday/).click();
	await button(second, "Save hours").click();
	await saved(second);

	await undo(page).click();
	await expect(page.getByText("These hours were changed somewhere else since you saved here.")).toBeVisible();
	await expect(page.getByText(/Not undone. The others are: Wed /)).toBeVisible();
	await look(page, "undo-week-stale");
	expect(await weekdaysOf(teacher.handle)).toEqual([3, 4, 5, 6, 7]);
	await button(page, "Take the others").click();
	await expect(page.getByLabel("Tuesday from")).toHaveCount(0);
	await expect(undo(page)).toHaveCount(0);
	expect(await weekdaysOf(teacher.handle)).toEqual([3, 4, 5, 6, 7]);

	// And who has seen it may.
	await undo(second).click();
	await undone(second);
	await page.reload();
	await button(page, /^Remove Tuesday/).click();
	await button(page, "Save hours").click();
	await saved(page);
	await second.reload();
	await button(second, /^Remove Friday/).click();
	await button(second, "Save hours").click();
	await saved(second);
	await undo(page).click();
	await button(page, "Undo it all the same").click();
	await undone(page);
	expect(await weekdaysOf(teacher.handle)).toEqual([2, 3, 4, 5, 6, 7]);
});

test("weekly hours are taken back though single days were saved elsewhere since, and those stay", async ({
	page,
}) => {
	const teacher = await openHours(page, "");
	await button(page, /^Remove Monday/).click();
	await button(page, "Save hours").click();
	await saved(page);
	const second = await secondDesk(page, "/days");
	await second.getByLabel("From", { exact: true }).fill(monday);
	await button(second, "Set these days").click();
	await saved(second);
	await undo(page).click();
	await undone(page);
	expect(await weekdaysOf(teacher.handle)).toContain(1);
	expect(await daysOf(teacher.handle)).toEqual([monday]);
});

test("who left the page and comes back is offered no undo of what they saved then", async ({ page }) => {
	await openHours(page, "");
	await button(page, /^Remove Monday/).click();
	await button(page, "Save hours").click();
	await saved(page);
	await expect(undo(page)).toBeVisible();
	await page.getByRole("link", { name: "Time away" }).click();
	await expect(button(page, "Add time away")).toBeVisible();
	await page.goBack();
	await expect(button(page, "Save hours")).toBeVisible();
	await expect(undo(page)).toHaveCount(0);
});

test("single days that were set or changed are taken back, and what another desk has set since stays", async ({
	page,
}) => {
	const teacher = await openHours(page, "/days");
	const from = page.getByLabel("From", { exact: true });
	await from.fill(monday);
	await page.getByLabel("Until", { exact: true }).fill(addDays(monday, 2));
	await button(page, "Set these days").click();
	await saved(page);
	const run = `${dayLabel(monday)} – ${dayLabel(addDays(monday, 2))}`;
	await button(page, `Edit ${run}`).click();
	await page.getByLabel("Until", { exact: true }).fill(monday);
	await button(page, "Save these days").click();
	await saved(page);
	expect(await daysOf(teacher.handle)).toEqual([monday]);
	await look(page, "undo-days");
	await undo(page).click();
	await undone(page);
	await expect(page.getByRole("listitem").filter({ hasText: run })).toContainText("off");
	await look(page, "undo-days-undone");
	await button(page, "Redo").click();
	await saved(page);
	expect(await daysOf(teacher.handle)).toEqual([monday]);

	const second = await secondDesk(page, "/days");
	await second.getByLabel("From", { exact: true }).fill(addDays(monday, 4));
	await button(second, "Set these days").click();
	await saved(second);
	await undo(page).click();
	await expect(page.getByText("These days were changed somewhere else since you saved here.")).toBeVisible();
	await expect(page.getByText(`${dayLabel(addDays(monday, 4))}: off`)).toBeVisible();
	await look(page, "undo-days-stale");
	expect(await daysOf(teacher.handle)).toEqual([monday, addDays(monday, 4)]);
	await button(page, "Undo it all the same").click();
	await undone(page);
	expect(await daysOf(teacher.handle)).toEqual([0, 1, 2, 4].map((days) => addDays(monday, days)));
});

test("holidays are taken back, and not over those that another desk has chosen since", async ({ page }) => {
	const teacher = await openHours(page, "/holidays");
	const region = async () =>
		(await sql("select holiday_region from app.teachers where handle = $1", [teacher.handle]))[0]
			?.holiday_region;
	await page.getByLabel("Country").selectOption({ label: "Germany" });
	await button(page, "Save holidays").click();
	await saved(page);
	await page.getByLabel(/^I work on Maifeiertag/).check();
	await button(page, "Save holidays").click();
	await saved(page);
	await undo(page).click();
	await undone(page);
	await expect(page.getByLabel(/^I work on Maifeiertag/)).not.toBeChecked();
	await look(page, "undo-holidays-undone");
	await button(page, "Redo").click();
	await saved(page);

	const second = await secondDesk(page, "/holidays");
	await second.getByLabel("Country").selectOption({ label: "France" });
	await button(second, "Save holidays").click();
	await saved(second);
	await undo(page).click();
	await expect(page.getByText(/Not undone. The other has France/)).toBeVisible();
	await look(page, "undo-holidays-stale");
	expect(await region()).toBe("FR");
	await button(page, "Take the other").click();
	await expect(page.getByLabel("Country")).toHaveValue("FR");
	await undo(second).click();
	await undone(second);
	expect(await region()).toBe("DE");
});

test("a schedule that was made or renamed is taken back, and not where another desk has changed it since", async ({
	page,
}) => {
	const { handle } = await openHours(page, "");
	await button(page, "New schedule").click();
	await page.getByRole("textbox", { name: "Name" }).fill("Evenings");
	await button(page, "Make it").click();
	await expect(page.getByText("“Evenings” is there.")).toBeVisible();
	await look(page, "undo-schedule");
	await undo(page).click();
	await undone(page, "“Evenings” is gone again.");
	await expect(button(page, "Evenings")).toHaveCount(0);
	await button(page, "Redo").click();
	await expect(button(page, "Evenings")).toBeVisible();

	await button(page, "Rename or drop").click();
	await page.getByRole("textbox", { name: "Name" }).fill("Late");
	await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
	await expect(page.getByText("Saved. It is called “Late” now.")).toBeVisible();
	await undo(page).click();
	await undone(page, "It is called “Evenings” again.");
	await button(page, "Redo").click();
	await expect(page.getByText("Saved. It is called “Late” now.")).toBeVisible();
	await sql(
		`update app.schedules set version = version + 1, name = 'Theirs'
		where name = 'Late' and teacher_id = (select id from app.teachers where handle = $1)`,
		[handle],
	);
	await undo(page).click();
	await expect(
		page.getByText("Not undone. This was changed somewhere else meanwhile, and is shown as it is now."),
	).toBeVisible();
	await expect(button(page, "Theirs")).toBeVisible();
	await look(page, "undo-schedule-stale");
});

async function weekdaysOf(handle: string): Promise<number[]> {
	const rows = await sql(
		`select distinct weekday from app.weekly_hours join app.schedules on schedules.id = schedule_id
		join app.teachers on teachers.id = teacher_id where handle = $1 order by weekday`,
		[handle],
	);
	return rows.map(({ weekday }) => Number(weekday));
}

async function daysOf(handle: string): Promise<string[]> {
	const rows = await sql(
		`select day::text from app.overrides join app.schedules on schedules.id = schedule_id
		join app.teachers on teachers.id = teacher_id where handle = $1 order by day`,
		[handle],
	);
	return rows.map(({ day }) => String(day));
}
