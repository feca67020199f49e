import { look, openSecondWeek, startOf, tabTo, time } from "./support/look.ts";
import { mailTo } from "./support/mailbox.ts";
import { offers } from "./support/offers.ts";
import { newTeacher, sql, type TestTeacher } from "./support/school.ts";
import { expect, type Page, test } from "./support/test.ts";

const dialog = (page: Page) => page.getByRole("dialog");
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const weekly = (page: Page) => page.getByRole("checkbox", { name: "Every week at this time" });
const dates = (page: Page) => page.getByRole("group", { name: "Which of these dates" }).getByRole("checkbox");
const address = ({ handle }: TestTeacher) => `weekly-${handle}@booker.example`;
const all = (page: Page) => page.getByRole("region", { name: /^All \d+ dates$/ }).getByRole("listitem");

async function openWeekly(page: Page, teacher: TestTeacher): Promise<string> {
	await openSecondWeek(page, teacher.url);
	const startsAt = await startOf(page, 1);
	await time(page, startsAt).click();
	await expect(page.getByRole("timer")).toBeVisible();
	await weekly(page).check();
	await expect(dates(page)).toHaveCount(5);
	return startsAt;
}

/** Somebody else has that hour, so many weeks later. */
async function takeLater({ handle }: TestTeacher, startsAt: string, weeks: number): Promise<void> {
	await sql(
		`select api.book_slot('later-' || gen_random_uuid(), $1, 'lesson',
			($2::timestamptz at time zone 'Europe/London' + $3 * interval '7 days') at time zone 'Europe/London',
			'Somebody Else', 'else-' || $1 || '@booker.example', 'UTC')`,
		[handle, startsAt, weeks],
	);
}

test("every week at one time is booked as one, told by one mail, and cancelled by date or as a whole", async ({
	page,
}) => {
	const teacher = await newTeacher();
	await offers(teacher, { series_cap: 5 });
	await openSecondWeek(page, teacher.url);
	await takeLater(teacher, await startOf(page, 1), 2);
	await openWeekly(page, teacher);
	await expect(dates(page).nth(2)).toBeDisabled();
	await expect(dialog(page).getByText("taken", { exact: true })).toBeVisible();
	await dates(page).nth(4).uncheck();
	await expect(dialog(page).getByText(/^3 of 5 weeks; 1 not free/)).toBeVisible();
	await look(page, "series");
	await page.getByRole("combobox", { name: "How many weeks" }).selectOption("4");
	await page.getByRole("textbox", { name: "Name", exact: true }).fill("Weekly Willa");
	await page.getByRole("textbox", { name: "E-mail" }).fill(address(teacher));
	await button(page, "Book these 3 dates").click();

	await expect(page.getByRole("heading", { name: "Booked. All 3 are yours." })).toBeVisible();
	await expect(all(page)).toHaveCount(3);
	await look(page, "series-booked");
	const mail = await mailTo(address(teacher), /and 2 more/);
	expect(mail.text).toContain("3 dates");
	expect(JSON.stringify(mail.attachments).match(/BEGIN:VEVENT/g)).toHaveLength(3);

	await all(page).nth(1).getByRole("link").click();
	await expect(page.getByRole("heading", { name: "You are booked" })).toBeVisible();
	await button(page, "Cancel dates").click();
	await look(page, "series-cancel");
	await button(page, "Cancel this date").click();
	await expect(page.getByRole("heading", { name: "This booking is cancelled" })).toBeVisible();
	await expect(all(page).nth(1)).toContainText("cancelled");
	await all(page).nth(0).getByRole("link").click();
	await expect(page.getByRole("heading", { name: "You are booked" })).toBeVisible();
	await button(page, "Cancel dates").click();
	await page.getByRole("textbox", { name: "Why, in your words" }).fill("We move away.");
	await button(page, "Cancel all 2 coming dates").click();
	await expect(page.getByRole("heading", { name: "This booking is cancelled" })).toBeFocused();
	await expect(all(page).filter({ hasText: "cancelled" })).toHaveCount(3);
	await look(page, "series-cancelled");
	const told = await mailTo(teacher.email, /^Cancelled: Weekly Willa, .* and 1 more/);
	expect(told.text).toContain("> We move away.");
});

test("where one date goes meanwhile, none is booked, the time is still kept, and the others can be", async ({
	page,
}) => {
	const teacher = await newTeacher();
	await offers(teacher, { series_cap: 5 });
	const startsAt = await openWeekly(page, teacher);
	await takeLater(teacher, startsAt, 1);
	await page.getByRole("textbox", { name: "Name", exact: true }).fill("Weekly Wim");
	await page.getByRole("textbox", { name: "E-mail" }).fill(address(teacher));
	await button(page, "Book these 5 dates").click();
	await expect(dialog(page).getByRole("alert")).toContainText("One of these dates went meanwhile");
	await expect(dates(page).nth(1)).toBeDisabled();
	await expect(page.getByRole("timer")).toBeVisible();
	expect(await sql("select from app.bookings where email = $1", [address(teacher)])).toEqual([]);
	await look(page, "series-lost");
	await button(page, "Book these 4 dates").click();
	await expect(page.getByRole("heading", { name: "Booked. All 4 are yours." })).toBeVisible();
});

test("a series needs no mouse, and none is offered where there is none", async ({ page }) => {
	const teacher = await newTeacher();
	await openSecondWeek(page, teacher.url);
	await time(page, await startOf(page, 0)).click();
	await expect(page.getByRole("timer")).toBeVisible();
	await expect(weekly(page)).toHaveCount(0);

	const other = await newTeacher();
	await offers(other, { series_cap: 3 });
	await openSecondWeek(page, other.url);
	await time(page, await startOf(page, 0)).press("Enter");
	await expect(page.getByRole("timer")).toBeVisible();
	await tabTo(page, weekly(page));
	await page.keyboard.press("Space");
	await expect(dates(page)).toHaveCount(3);
	await tabTo(page, dates(page).nth(1));
	await page.keyboard.press("Space");
	await tabTo(page, page.getByRole("textbox", { name: "Name", exact: true }));
	await page.keyboard.type("Keys Weekly");
	await page.keyboard.press("Tab");
	await page.keyboard.type(address(other));
	await page.keyboard.press("Enter");
	await expect(page.getByRole("heading", { name: "Booked. All 2 are yours." })).toBeVisible();
});
