import { secondDesk } from "./support/hours.ts";
import { look, openSecondWeek, startOf, times } from "./support/look.ts";
import { mailTo } from "./support/mailbox.ts";
import { newTeacher, type TestTeacher } from "./support/school.ts";
import { signIn } from "./support/sign-in.ts";
import { expect, type Page, test } from "./support/test.ts";

async function mistypesAndSignsIn(page: Page, teacher: TestTeacher): Promise<void> {
	await page.goto("/desk");
	await expect(page.getByRole("heading", { name: "Your desk" })).toBeVisible();
	await look(page, "sign-in");
	await page.getByRole("textbox", { name: "E-mail" }).fill(teacher.email);
	await page.getByRole("button", { name: "Send me a code" }).click();
	const code = (await mailTo(teacher.email, /code/i)).subject.match(/\d{6}/)?.[0] ?? "";
	await page.getByRole("textbox", { name: "Code" }).fill("000000" === code ? "111111" : "000000");
	await page.getByRole("button", { name: "Sign in" }).click();
	await expect(page.getByText(/This code is wrong/)).toBeVisible();
	await look(page, "code");
	await page.getByRole("textbox", { name: "Code" }).fill(code);
	await page.getByRole("button", { name: "Sign in" }).click();
	await expect(page.getByRole("heading", { name: "Your bookings" })).toBeFocused();
}

test("a teacher signs in with a mailed code, sees bookings, and edits hours that the public page shows at once", async ({
	page,
	browser,
}) => {
	const teacher = await newTeacher({ minutes: 30 });
	const visitor = await (await browser.newContext({ timezoneId: "Europe/London" })).newPage();
	await openSecondWeek(visitor, teacher.url);
	await times(visitor).first().click();
	await visitor.getByRole("textbox", { name: "Name", exact: true }).fill("Early Bird");
	await visitor.getByRole("textbox", { name: "E-mail" }).fill(`early-${teacher.handle}@booker.example`);
	await visitor.getByRole("button", { name: "Book this time" }).click();
	await expect(visitor.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();

	await mistypesAndSignsIn(page, teacher);
	await expect(page.getByText("Early Bird")).toBeVisible();
	await look(page, "desk");

	await page.getByRole("link", { name: "Hours", exact: true }).click();
	await expect(page.getByRole("group", { name: "Monday" })).toBeVisible();
	await look(page, "hours");
	await page.getByRole("button", { name: /^Remove Monday/ }).click();
	await expect(page.getByRole("button", { name: "Add hours on Monday" })).toBeFocused();
	await page.getByRole("button", { name: "Add hours on Monday" }).click();
	await page.getByLabel("Monday from").fill("20:00");
	await page.getByLabel("Monday until").fill("19:00");
	await page.getByRole("button", { name: "Save hours" }).click();
	await expect(page.locator("[aria-invalid=true]").first()).toBeFocused();
	await page.getByLabel("Monday until").fill("21:00");
	for (const day of ["Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]) {
		await page.getByRole("button", { name: new RegExp(`^Remove ${day}`) }).click();
	}
	let saves = 0;
	await page.route("**/api/schedules", async (route) => {
		saves++;
		await new Promise((wake) => setTimeout(wake, 300));
		await route.continue();
	});
	await page.getByRole("button", { name: "Save hours" }).dblclick();
	await expect(page.getByText("Saved. Your page shows it now.")).toBeVisible();
	expect(saves).toBe(1);
	await look(page, "hours-saved");

	await openSecondWeek(visitor, teacher.url);
	await expect(times(visitor)).toHaveCount(2);
	expect(
		new Date(await startOf(visitor, 0)).toLocaleString("en-GB", {
			timeZone: "Europe/London",
			weekday: "long",
			hour: "2-digit",
			minute: "2-digit",
		}),
	).toBe("Monday 20:00");
	await visitor.context().close();

	await page.getByRole("button", { name: "Sign out" }).click();
	await expect(page.getByRole("button", { name: "Send me a code" })).toBeVisible();
	await expect(page.getByRole("heading", { name: "Your desk" })).toBeFocused();
});

test("hours that were saved on another device meanwhile are not overwritten unseen", async ({ page }) => {
	const teacher = await newTeacher();
	await signIn(page, teacher.email, "/desk/hours");
	const second = await secondDesk(page, "");
	await second.getByRole("button", { name: /^Remove Sunday/ }).click();
	await second.getByRole("button", { name: "Save hours" }).click();
	await expect(second.getByText("Saved. Your page shows it now.")).toBeVisible();

	await page.getByRole("button", { name: /^Remove Monday/ }).click();
	await page.getByRole("button", { name: "Save hours" }).click();
	await expect(page.getByText("These hours were changed somewhere else")).toBeVisible();
	await expect(page.getByText("The others are: Mon 8:00–18:00")).toBeVisible();
	await look(page, "hours-stale");
	await page.getByRole("button", { name: "Take the others" }).click();
	await expect(page.getByRole("button", { name: "Save hours" })).toBeFocused();
	await expect(page.getByRole("button", { name: /^Remove Monday/ })).toHaveCount(1);
	await expect(page.getByRole("button", { name: /^Remove Sunday/ })).toHaveCount(0);
});
