import { openSecondWeek, times } from "./support/look.ts";
import { newTeacher } from "./support/school.ts";
import { expect, type Page, test } from "./support/test.ts";

const dialog = (page: Page) => page.getByRole("dialog");
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("more time that is granted once one has pressed Book gives back nothing of what is being booked", async ({
	page,
}) => {
	const teacher = await newTeacher();
	await page.clock.install();
	await openSecondWeek(page, teacher.url);
	await times(page).first().click();
	await expect(dialog(page).getByRole("timer")).toBeVisible();
	await page.clock.runFor(4 * 60_000 + 5_000);
	const { promise: told, resolve: tell } = Promise.withResolvers<void>();
	await page.route("**/api/extensions", async (route) => {
		const response = await route.fetch();
		await told;
		await route.fulfill({ response });
	});
	await page.route("**/api/bookings", (route) => route.abort());
	const releases: string[] = [];
	page.on("request", (request) => {
		if (request.url().endsWith("/api/releases")) releases.push(request.url());
	});

	await button(page, "I need more time").click();
	const asked = page.waitForRequest("**/api/bookings");
	await book(page, teacher.handle);
	await asked;
	tell();
	await expect(dialog(page).getByRole("timer")).toHaveText(/^[45]:/);
	await button(page, "Close and give the time back").click();
	await expect(dialog(page)).toHaveCount(0);
	await page.goto("/");
	await expect(page.getByRole("searchbox")).toBeVisible();
	expect(releases).toEqual([]);
});

async function book(page: Page, name: string): Promise<void> {
	await dialog(page).getByRole("textbox", { name: "Name", exact: true }).fill("First Tab");
	await dialog(page).getByRole("textbox", { name: "E-mail" }).fill(`${name}@booker.example`);
	await button(page, "Book this time").click();
}
