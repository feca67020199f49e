import { look, openSecondWeek, startOf, time } from "./support/look.ts";
import { lookPlain } from "./support/look-plain.ts";
import { mailTo } from "./support/mailbox.ts";
import { asks, dayAt, emailOf, hurryMails, newAskedTeacher, runOut } from "./support/requests.ts";
import { expect, type Page, test } from "./support/test.ts";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });

/** The page to decide, from the teacher's mail about somebody. */
async function decidePage(page: Page, email: string, name: string): Promise<void> {
	const { text } = await mailTo(email, new RegExp(`Yes or no\\? ${name}`));
	await page.goto(text.match(/https?:\/\/\S+\/decide\/[\w-]+/)?.[0] ?? "");
}

test("a time is asked for, kept, and booked by the teacher's yes from a mail", async ({ page, browser }) => {
	const teacher = await newAskedTeacher();
	const who = "Asking Anna";
	await openSecondWeek(page, teacher.url);
	await expect(page.getByText(`after ${teacher.name}’s yes`)).toBeVisible();
	await look(page, "asking-type");
	const startsAt = await startOf(page, 2);
	await time(page, startsAt).click();
	const dialog = page.getByRole("dialog");
	await expect(dialog.getByText(`${teacher.name} says yes or no by`)).toBeVisible();
	await dialog.getByRole("textbox", { name: "Name", exact: true }).fill(who);
	await dialog.getByRole("textbox", { name: "E-mail" }).fill(emailOf(teacher, who));
	await look(page, "asking-form");
	await button(page, "Ask for this time").click();
	await expect(heading(page, "Asked. It is kept for you.")).toBeVisible();
	// The page before it may still be there, unseen, with its dialog.
	const asked = page.getByRole("region", { name: "Booking" });
	await expect(asked.getByText(`${teacher.name} says yes or no by`)).toBeVisible();
	await expect(page.getByRole("link", { name: /calendar/ })).toHaveCount(0);
	await look(page, "asking-asked");

	const other = await (await browser.newContext()).newPage();
	await openSecondWeek(other, teacher.url);
	await expect(time(other, startsAt)).toHaveCount(0);
	const { text } = await mailTo(emailOf(teacher, who), /Asked for/);
	expect(text).toContain("It is not booked yet");

	await decidePage(other, teacher.email, who);
	await expect(heading(other, `${who} asks for a time`)).toBeVisible();
	await look(other, "deciding");
	await button(other, "Yes, book it").click();
	await expect(heading(other, "The answer was yes")).toBeVisible();
	await look(other, "decided-yes");
	await hurryMails(teacher, who);
	const booked = await mailTo(emailOf(teacher, who), /Booked/);
	expect(booked.attachments?.map(({ filename }) => filename)).toContain("booking.ics");
	await page.goto(page.url().split("?")[0] ?? "");
	await expect(heading(page, "You are booked")).toBeVisible();
	await other.context().close();
});

test("a no says why, and what was taken back or ran out says so to both sides", async ({ page }) => {
	const teacher = await newAskedTeacher();
	const [no = "", back = "", late = ""] = await Promise.all([
		asks(teacher, dayAt(8, 10), "Declined Dora"),
		asks(teacher, dayAt(8, 11), "Hesitant Hal"),
		asks(teacher, dayAt(8, 12), "Waiting Will"),
	]);
	await decidePage(page, teacher.email, "Declined Dora");
	await page
		.getByRole("textbox", { name: "If not: why, in your words" })
		.fill("I am away that week.\nSorry!");
	await button(page, "No, not this time").click();
	await expect(heading(page, "The answer was no")).toBeVisible();
	await page.goto(`/b/${no}`);
	await expect(heading(page, "The teacher could not take this")).toBeVisible();
	await expect(page.getByText("I am away that week.")).toBeVisible();
	await look(page, "asking-declined");

	await page.goto(`/b/${back}`);
	await expect(heading(page, "Asked, not yet booked")).toBeVisible();
	await button(page, "Take it back").click();
	await look(page, "asking-take-back");
	await button(page, "Yes, take it back").click();
	await expect(heading(page, "You have taken this back")).toBeVisible();
	await decidePage(page, teacher.email, "Hesitant Hal");
	await expect(heading(page, "This was taken back")).toBeVisible();
	await look(page, "deciding-taken-back");

	await decidePage(page, teacher.email, "Waiting Will");
	await runOut(teacher, "Waiting Will");
	await button(page, "Yes, book it").click();
	await expect(heading(page, "Its time is up")).toBeVisible();
	await page.goto(`/b/${late}`);
	await expect(async () => {
		await page.reload();
		await expect(heading(page, "There was no answer in time")).toBeVisible({ timeout: 500 });
	}).toPass({ timeout: 40_000 });
	await look(page, "asking-lapsed");
});

test("who decides second is shown what stands", async ({ page, browser }) => {
	const teacher = await newAskedTeacher();
	await asks(teacher, dayAt(8), "Second Sam");
	const other = await (await browser.newContext()).newPage();
	for (const each of [page, other]) await decidePage(each, teacher.email, "Second Sam");
	await button(page, "Yes, book it").click();
	await expect(heading(page, "The answer was yes")).toBeVisible();
	await button(other, "No, not this time").click();
	await expect(other.getByText("This was answered already")).toBeVisible();
	await expect(heading(other, "The answer was yes")).toBeVisible();
	await look(other, "decided-otherwise");
	await other.context().close();
});

test.describe("without JavaScript", () => {
	test.use({ javaScriptEnabled: false });

	test("a time is asked for, decided and taken back by plain pages", async ({ page }) => {
		const teacher = await newAskedTeacher();
		const ask = async (name: string, n: number) => {
			await page.goto(`${teacher.url}/book`);
			await page.getByRole("link", { name: "Later days" }).click();
			await page.locator("button[data-starts-at]").nth(n).click();
			await expect(page.getByText(`${teacher.name} says yes or no by`)).toBeVisible();
			await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
			await page.getByRole("textbox", { name: "E-mail" }).fill(emailOf(teacher, name));
			if (n === 0) await lookPlain(page, "plain-asking");
			await button(page, "Ask for this time").click();
			await expect(heading(page, "Asked. It is kept for you.")).toBeVisible();
		};
		await ask("Plain Paula", 0);
		await lookPlain(page, "plain-asked");
		const own = page.url();
		await button(page, "Take it back").click();
		await lookPlain(page, "plain-take-back");
		await button(page, "Yes, take it back").click();
		await expect(heading(page, "You have taken this back")).toBeVisible();
		expect(page.url()).toBe(own.split("?")[0]);
		await ask("Plain Peter", 1);
		await decidePage(page, teacher.email, "Plain Peter");
		await lookPlain(page, "plain-deciding");
		await button(page, "Yes, book it").click();
		await expect(heading(page, "The answer was yes")).toBeVisible();
	});
});
