import { HURRY } from "../support/hurry.ts";
import { look, openSecondWeek, startOf, time, times } from "./support/look.ts";
import { mailTo } from "./support/mailbox.ts";
import { newTeacher, sql } from "./support/school.ts";
import { expect, test } from "./support/test.ts";

test("a teacher is found by subject, and nobody found says what to do", async ({ page }) => {
	await page.goto("/");
	const everyone = await page.getByRole("main").getByRole("listitem").count();
	expect(everyone).toBeGreaterThanOrEqual(8);
	await look(page, "directory");

	await page.getByRole("searchbox", { name: "Name or subject" }).fill("chemistry");
	await expect(page.getByRole("main").getByRole("listitem")).not.toHaveCount(everyone);
	await expect(page).toHaveURL(/q=chemistry/);

	await page.getByRole("searchbox", { name: "Name or subject" }).fill("underwater basket weaving");
	await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(0);
	await look(page, "directory-empty");
});

test("a time is held, booked, mailed, gone for everybody else, and free again when cancelled", async ({
	page,
	browser,
}, info) => {
	const teacher = await newTeacher();
	const other = await (await browser.newContext({ timezoneId: "America/New_York" })).newPage();
	await openSecondWeek(page, teacher.url);
	await openSecondWeek(other, teacher.url);
	await look(page, "teacher");
	const startsAt = await startOf(page, 3);
	const booker = `${info.project.name.replace(/\W+/g, "-")}-${teacher.handle}@booker.example`;

	await time(page, startsAt).click();
	const dialog = page.getByRole("dialog");
	await expect(dialog.getByRole("timer")).toBeVisible();
	await look(page, "held");
	await expect(time(other, startsAt)).toHaveCount(0, { timeout: 40_000 });

	await dialog.getByRole("button", { name: "Book this time" }).click();
	await expect(dialog.getByText("Please give a name.")).toBeVisible();
	await dialog.getByRole("textbox", { name: "Name", exact: true }).fill("Käthe O’Hara, 8b");
	await dialog.getByRole("textbox", { name: "E-mail" }).fill(booker);
	await dialog.getByRole("button", { name: "Book this time" }).click();

	await expect(page.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
	await expect(page.getByText("Käthe O’Hara, 8b")).toBeVisible();
	await look(page, "booked");
	const download = page.waitForEvent("download");
	await page.getByText("Add to calendar").click();
	await page.getByRole("link", { name: "Calendar file" }).click();
	expect((await download).suggestedFilename()).toMatch(/\.ics$/);

	const mail = await mailTo(booker, /./);
	const link = mail.text.match(/https?:\/\/\S+\/b\/[\w-]+/)?.[0] ?? "";
	expect(link).toContain("/b/");
	await mailTo(teacher.email, /Käthe/);

	await openSecondWeek(other, teacher.url);
	await expect(time(other, startsAt)).toHaveCount(0);

	await page.goto(link);
	await expect(page.getByRole("heading", { name: "You are booked" })).toBeVisible();
	await page.getByRole("button", { name: "Cancel booking" }).click();
	await page.getByRole("textbox", { name: "Why, in your words" }).fill("We have a cold.");
	await look(page, "cancel");
	await page.getByRole("button", { name: "Yes, cancel it" }).click();
	await expect(page.getByRole("heading", { name: "This booking is cancelled" })).toBeFocused();
	await expect(page.getByText("In your words: We have a cold.")).toBeVisible();
	await look(page, "cancelled");
	expect((await mailTo(teacher.email, /cancel/i)).text).toContain("> We have a cold.");
	// The booker's address gets one mail a minute: nobody here waits for that.
	await sql(
		`${HURRY} and recipient = 'booker' and kind = 'cancelled' and booking_id in (select id from app.bookings where email = $1)`,
		[booker.toLowerCase()],
	);
	await mailTo(booker, /cancel/i);

	await openSecondWeek(other, teacher.url);
	await expect(time(other, startsAt)).toBeVisible();
	await other.context().close();
});

test("who comes too late is told so, and books the nearest free time with one tap", async ({
	page,
	browser,
}) => {
	const teacher = await newTeacher();
	await openSecondWeek(page, teacher.url);
	const startsAt = await startOf(page, 2);
	const faster = await (await browser.newContext()).newPage();
	await openSecondWeek(faster, teacher.url);
	// From here on the slower one sees what was free a moment ago.
	await page.route("**/api/slots/**", (route) => route.abort());
	await time(faster, startsAt).click();
	await expect(faster.getByRole("timer")).toBeVisible();

	await time(page, startsAt).click();
	await expect(page.getByRole("heading", { name: "This time is gone" })).toBeVisible();
	await look(page, "taken");
	const nearest = page.getByRole("dialog").getByRole("listitem").getByRole("button");
	await expect(nearest).not.toHaveCount(0);
	await nearest.first().click();
	await expect(page.getByRole("dialog").getByRole("timer")).toBeVisible();
	await page.getByRole("textbox", { name: "Name", exact: true }).fill("Second Choice");
	await page.getByRole("textbox", { name: "E-mail" }).fill(`late-${teacher.handle}@booker.example`);
	await page.getByRole("button", { name: "Book this time" }).click();
	await expect(page.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
	await faster.context().close();
});

test("a time that is given back, or left, is free at once for others", async ({ page, browser }) => {
	const teacher = await newTeacher();
	const other = await (await browser.newContext()).newPage();
	await openSecondWeek(page, teacher.url);
	const startsAt = await startOf(page, 0);

	await time(page, startsAt).click();
	await expect(page.getByRole("timer")).toBeVisible();
	await page.keyboard.press("Escape");
	await expect(page.getByRole("dialog")).toHaveCount(0);
	await openSecondWeek(other, teacher.url);
	await expect(time(other, startsAt)).toBeVisible();

	await time(page, startsAt).click();
	await expect(page.getByRole("timer")).toBeVisible();
	await page.goto("/");
	await expect(async () => {
		await openSecondWeek(other, teacher.url);
		await expect(time(other, startsAt)).toBeVisible({ timeout: 1_000 });
	}).toPass();
	await other.context().close();
});

test("a hold warns before it ends and is kept longer for who asks", async ({ page }) => {
	const teacher = await newTeacher();
	await page.clock.install();
	await openSecondWeek(page, teacher.url);
	await times(page).first().click();
	await expect(page.getByRole("timer")).toBeVisible();
	await expect(page.getByRole("button", { name: "I need more time" })).toHaveCount(0);
	await page.clock.runFor(4 * 60_000 + 5_000);
	await expect(
		page.getByRole("dialog").getByRole("status").filter({ hasText: "One minute left." }),
	).toHaveCount(1);
	await look(page, "hold-ends");
	await page.getByRole("button", { name: "I need more time" }).click();
	await expect(page.getByRole("button", { name: "I need more time" })).toHaveCount(0);
	await expect(page.getByRole("timer")).toHaveText(/^[45]:/);
	await expect(page.getByRole("status").filter({ hasText: "You have five more minutes." })).toHaveCount(1);
	await expect(page.locator(":focus")).toContainText("Yours while you fill this in");
});
