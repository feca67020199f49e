import { booked, hoursFromNow } from "./support/booked.ts";
import { look } from "./support/look.ts";
import { newTeacher } from "./support/school.ts";
import { signIn } from "./support/sign-in.ts";
import { expect, test } from "./support/test.ts";

test("a teacher has who often does not come ask first; they are told kindly, and the row says how often", async ({
	page,
	browser,
}) => {
	const teacher = await newTeacher();
	const email = `otto-${teacher.handle}@booker.example`;
	for (const days of [3, 9, 20])
		await booked(teacher.handle, {
			at: hoursFromNow(-24 * days),
			name: "Often Otto",
			email,
			state: "no_show",
		});
	await booked(teacher.handle, { at: hoursFromNow(60), name: "Often Otto", email });
	await signIn(page, teacher.email, "/desk/types");
	await page
		.getByRole("link", { name: /Lesson/ })
		.first()
		.click();
	await page.locator("summary", { has: page.getByRole("heading", { name: "Who" }) }).click();
	const field = page.getByRole("textbox", { name: "Missed appointments until one has to ask" });
	await field.fill("0");
	await page.getByRole("button", { name: "Save changes" }).click();
	await expect(page.getByText("Give a whole number from 1 to 20.")).toBeVisible();
	await field.fill("3");
	await field.scrollIntoViewIfNeeded();
	await look(page, "missed-limit");
	await page.getByRole("button", { name: "Save changes" }).click();
	await expect(page.getByText("Saved.").first()).toBeVisible();
	await page.goto("/desk");
	await expect(page.getByText("missed 3 times")).toBeVisible();
	await look(page, "missed-row");

	const context = await browser.newContext(test.info().project.use);
	const phone = await context.newPage();
	await phone.goto(teacher.url);
	await phone.getByRole("button", { name: "Later days" }).click();
	await phone.locator("button[data-starts-at]").first().click();
	await phone.getByRole("textbox", { name: "Name", exact: true }).fill("Often Otto");
	await phone.getByRole("textbox", { name: "E-mail" }).fill(email);
	await phone.getByRole("button", { name: "Book this time" }).click();
	await expect(phone.getByText(/the next one is arranged in person/)).toBeVisible();
	await look(phone, "missed-told");
	// Somebody else books the time that is held.
	await phone.getByRole("textbox", { name: "E-mail" }).fill(`nina-${teacher.handle}@booker.example`);
	await phone.getByRole("button", { name: "Book this time" }).click();
	await expect(phone.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
	await context.close();
});
