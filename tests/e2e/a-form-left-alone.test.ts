import { openSecondWeek, times } from "./support/look.ts";
import { newTeacher } from "./support/school.ts";
import { expect, type Page, test } from "./support/test.ts";

const dialog = (page: Page) => page.getByRole("dialog");
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const line = (page: Page) => page.locator("p:not(.sr-only)").filter({ hasText: /^You hold .+ until .+\.$/ });

for (const withLocks of [true, false])
	test(`who takes another time in a copy of the tab gives back nothing of the first one's form, ${withLocks ? "and is told of no time that was left" : "where a browser cannot tell them apart, too"}`, async ({
		page,
		context,
	}) => {
		if (!withLocks)
			await context.addInitScript(() => Object.defineProperty(navigator, "locks", { value: undefined }));
		const teacher = await newTeacher();
		await openSecondWeek(page, teacher.url);
		await times(page).first().click();
		await expect(dialog(page).getByRole("timer")).toBeVisible();
		const kept = await page.evaluate(() => ({ ...sessionStorage }) as Record<string, string>);
		expect(Object.keys(kept)).toContain("firstbell:hold");

		// Browsers give a tab that is duplicated what the first one remembers.
		const copy = await context.newPage();
		await copy.addInitScript((kept) => {
			for (const [name, value] of Object.entries(kept)) sessionStorage.setItem(name, value);
		}, kept);
		await openSecondWeek(copy, teacher.url);
		// It looks once more after a second.
		if (withLocks) await copy.waitForTimeout(1_500);
		await expect(line(copy)).toHaveCount(withLocks ? 0 : 1);
		await times(copy).nth(2).click();
		await expect(dialog(copy).getByRole("timer")).toBeVisible();

		await book(page, teacher.handle);
		await expect(page.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
	});

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
