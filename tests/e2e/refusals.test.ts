import { look, openSecondWeek, startOf, time, times } from "./support/look.ts";
import { newTeacher, sql } from "./support/school.ts";
import { expect, type Page, test } from "./support/test.ts";

const dialog = (page: Page) => page.getByRole("dialog");

async function fillIn(page: Page, email: string): Promise<void> {
	await page.getByRole("textbox", { name: "Name", exact: true }).fill("Ada Palmer");
	await page.getByRole("textbox", { name: "E-mail" }).fill(email);
	await page.getByRole("button", { name: "Book this time" }).click();
}

test("a time that the teacher does not offer any more is gone, kindly, with the nearest that is", async ({
	page,
}) => {
	const teacher = await newTeacher();
	await openSecondWeek(page, teacher.url);
	const startsAt = await startOf(page, 9);
	// From here on this page sees the hours that were.
	await page.route("**/api/slots/**", (route) => route.abort());
	await sql(
		`update app.weekly_hours set minutes = int4multirange(int4range(lower(minutes), lower(minutes) + 60))
		where schedule_id in (select schedule.id from app.schedules schedule join app.teachers teacher on teacher.id = schedule.teacher_id where teacher.handle = $1)`,
		[teacher.handle],
	);
	await time(page, startsAt).click();
	await expect(dialog(page).getByRole("heading", { name: "This time is gone" })).toBeVisible();
	await expect(dialog(page)).toContainText(`${teacher.name} does not offer this time any more.`);
	await look(page, "not-offered");
	await dialog(page).getByRole("listitem").getByRole("button").first().click();
	await expect(page.getByRole("timer")).toBeVisible();
});

test("who has to wait long is told for how long, and at once", async ({ page }) => {
	const teacher = await newTeacher();
	await openSecondWeek(page, teacher.url);
	await page.route("**/api/holds", (route) =>
		route.fulfill({
			status: 429,
			headers: { "retry-after": "400" },
			json: { error: { code: "SLOWD", message: "That was a little fast. Please try again in a moment." } },
		}),
	);
	await times(page).first().click();
	await expect(dialog(page).getByText("Please try again in 7 minutes.")).toBeVisible();
	await look(page, "slow-down");
	await page.unroute("**/api/holds");
	await dialog(page).getByRole("button", { name: "Try again" }).click();
	await expect(page.getByRole("timer")).toBeVisible();
});

test("while an answer is waited for, it says why", async ({ page }) => {
	const teacher = await newTeacher();
	await openSecondWeek(page, teacher.url);
	await page.route("**/api/holds", (route) => route.abort());
	await times(page).first().click();
	await expect(dialog(page).getByText("There is no connection just now.")).toBeVisible();
	await page.unroute("**/api/holds");
	await page.route("**/api/holds", (route) =>
		route.fulfill({ status: 503, headers: { "retry-after": "1" }, json: {} }),
	);
	await expect(dialog(page).getByText("Many people are here just now.")).toBeVisible();
	await page.unroute("**/api/holds");
	await expect(page.getByRole("timer")).toBeVisible({ timeout: 40_000 });
});

test("a zone that the server has not heard of does not stop a booking", async ({ page }) => {
	const teacher = await newTeacher();
	const zones: string[] = [];
	await page.route("**/api/bookings", async (route) => {
		const { timeZone } = route.request().postDataJSON();
		zones.push(timeZone);
		if (zones.length > 1) return route.continue();
		const error = { code: "INVAL", message: "Something needs mending.", fields: { timeZone: "Not known." } };
		await route.fulfill({ status: 422, json: { error } });
	});
	await openSecondWeek(page, teacher.url);
	await times(page).first().click();
	await fillIn(page, `zone-${teacher.handle}@booker.example`);
	await expect(page.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
	expect(zones[1]).toBe("Europe/London");
});

test("what is wrong with no field of the form is said all the same", async ({ page }) => {
	const teacher = await newTeacher();
	await page.route("**/api/bookings", (route) =>
		route.fulfill({
			status: 422,
			json: {
				error: {
					code: "INVAL",
					message: "Something needs mending.",
					fields: { hold: "This is not complete." },
				},
			},
		}),
	);
	await openSecondWeek(page, teacher.url);
	await times(page).first().click();
	await fillIn(page, `hold-${teacher.handle}@booker.example`);
	await expect(dialog(page).getByRole("alert")).toContainText("This is not complete.");
});

test("nobody is promised to be able to cancel what is too close for it", async ({ page }) => {
	const teacher = await newTeacher({ cutoff: 30 * 1440 });
	await openSecondWeek(page, teacher.url);
	await times(page).first().click();
	await expect(dialog(page)).toContainText("It is too close to cancel online.");
	await expect(dialog(page)).not.toContainText("You can cancel");
	await fillIn(page, `close-${teacher.handle}@booker.example`);
	await expect(page.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
	await expect(page.getByRole("article")).toContainText("It is too close to move or cancel online.");
	await expect(page.getByRole("button", { name: "Cancel booking" })).toHaveCount(0);
	await look(page, "booked-for-good");
});

test("nobody is remembered who did not ask for it, and who did can be forgotten", async ({ page }) => {
	const teacher = await newTeacher();
	const remember = page.getByRole("checkbox", { name: "Remember me on this device" });
	const kept = () => page.evaluate(() => localStorage.getItem("firstbell:booker"));
	const open = async () => {
		await openSecondWeek(page, teacher.url);
		await times(page).first().click();
		await expect(page.getByRole("timer")).toBeVisible();
	};
	const book = async () => {
		await fillIn(page, `remember-${teacher.handle}@booker.example`);
		await expect(page.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
	};
	await open();
	await expect(remember).not.toBeChecked();
	await book();
	expect(await kept()).toBeNull();

	await open();
	await remember.check();
	await book();
	expect(await kept()).toContain("Ada Palmer");

	await open();
	await expect(remember).toBeChecked();
	await expect(page.getByRole("textbox", { name: "E-mail" })).toHaveValue(/^remember-/);
	await remember.uncheck();
	expect(await kept()).toBeNull();
});
