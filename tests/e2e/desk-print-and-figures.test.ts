import { booked, hoursFromNow } from "./support/booked.ts";
import { toDeskPageByKeys } from "./support/desk-pages.ts";
import { cutOff, look, picture, tabTo, typeDay } from "./support/look.ts";
import { newTeacher } from "./support/school.ts";
import { signIn } from "./support/sign-in.ts";
import { expect, test } from "./support/test.ts";

test("a day is printed black on white, without anything around it", async ({ page }) => {
	const teacher = await newTeacher();
	const day = hoursFromNow(48).toISOString().slice(0, 10);
	for (const [i, hour] of [9, 11, 13].entries())
		await booked(teacher.handle, {
			at: new Date(`${day}T${String(hour).padStart(2, "0")}:00:00Z`),
			name: `Pupil ${i + 1}`,
			answers: i ? [] : [{ label: "Which piece do you play?", answer: "Für Élise" }],
		});
	await signIn(page, teacher.email, `/desk/print?day=${day}`);
	await expect(page.getByText("Pupil 3")).toBeVisible();
	await look(page, "print");
	expect(await cutOff(page)).toEqual([]);
	await page.emulateMedia({ media: "print" });
	await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
	for (const around of ["header", "footer", "nav"])
		for (const each of await page.locator(around).all()) await expect(each).toBeHidden();
	const sheet = page.locator(".sheet-of-paper");
	expect(
		await sheet.evaluate((element) => [
			getComputedStyle(element).color,
			getComputedStyle(document.documentElement).backgroundColor,
		]),
	).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
	await picture(page, `print-paper-${test.info().project.name.replaceAll(", ", "-")}`, { fullPage: true });
});

test("figures are drawn, and the same numbers stand in tables", async ({ page }) => {
	const teacher = await newTeacher({ types: 2 });
	const states = ["completed", "completed", "no_show", "cancelled", "confirmed"];
	for (let i = 0; i < 40; i++)
		await booked(teacher.handle, {
			at: hoursFromNow(-30 * (i + 1)),
			name: `Pupil ${i}`,
			state: states[i % 5],
			type: i % 3 ? "lesson" : "lesson-1",
		});
	await signIn(page, teacher.email, "/desk/figures");
	await expect(page.getByRole("heading", { name: "Booked of what you offer" })).toBeVisible();
	await expect(page.getByText("33 % missed", { exact: false })).toBeVisible();
	await look(page, "figures");
	await picture(page, `figures-whole-${test.info().project.name.replaceAll(", ", "-")}`, { fullPage: true });
	for (const each of await page.getByText("As a table").all()) await each.click();
	await expect(page.getByRole("table", { name: "Who came, by week" })).toBeVisible();
	await look(page, "figures-tables");
});

test("by the keyboard alone another day is printed, and a figure is read as a table", async ({ page }) => {
	const teacher = await newTeacher();
	const at = hoursFromNow(48);
	await booked(teacher.handle, { at, name: "Pupil Keys" });
	await signIn(page, teacher.email);
	await tabTo(page, page.getByRole("link", { name: "Print a day" }));
	await page.keyboard.press("Enter");
	const day = page.getByLabel("Day", { exact: true });
	await typeDay(page, day, at.toISOString().slice(0, 10));
	await page.keyboard.press("Enter");
	await expect(page.locator(".sheet-of-paper")).toContainText("Pupil Keys");
	await page.evaluate(() => {
		window.print = () => document.documentElement.setAttribute("data-printed", "");
	});
	await tabTo(page, page.getByRole("button", { name: "Print", exact: true }));
	await page.keyboard.press("Enter");
	await expect(page.locator("html[data-printed]")).toHaveCount(1);

	await toDeskPageByKeys(page, "Figures");
	await tabTo(page, page.locator("summary:visible").filter({ hasText: "As a table" }).first());
	await page.keyboard.press("Enter");
	await expect(page.getByRole("table").first()).toBeVisible();
});
