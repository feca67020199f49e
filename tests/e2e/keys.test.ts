import { tabTo, times } from "./support/look.ts";
import { newTeacher } from "./support/school.ts";
import { expect, test } from "./support/test.ts";

// An answer may still be on its way through a test's hands when it ends.
test.afterEach(({ page }) => page.unrouteAll({ behavior: "ignoreErrors" }));

test("the whole way from the directory to a booking needs no mouse", async ({ page }, info) => {
	await page.goto("/");
	await tabTo(page, page.getByRole("searchbox", { name: "Name or subject" }));
	await page.keyboard.type("second language lena");
	await tabTo(page, page.getByRole("link", { name: "Lena Demo" }));
	await page.keyboard.press("Enter");
	await tabTo(page, page.getByRole("button", { name: "Later days" }));
	await page.keyboard.press("Enter");
	await tabTo(page, times(page).first());
	await page.keyboard.press("Enter");
	await expect(page.getByRole("timer")).toBeVisible();
	await expect.poll(() => page.evaluate(() => document.activeElement?.closest("dialog") !== null)).toBe(true);
	await tabTo(page, page.getByRole("textbox", { name: "Name", exact: true }));
	await page.keyboard.type("Keys Only");
	await page.keyboard.press("Tab");
	await page.keyboard.type(`keys-${info.project.name.replace(/\W+/g, "-")}@booker.example`);
	await page.keyboard.press("Enter");
	await expect(page.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
});

test("the focus is never lost on the way to the next free day", async ({ page }) => {
	const teacher = await newTeacher();
	// Nothing in the first two weeks.
	await page.route("**/api/slots/**", async (route) => {
		const answer = await route.fetch();
		const list = await answer.json();
		const until = Date.now() + 15 * 86_400_000;
		list.slots = list.slots.filter((slot: { startsAt: string }) => Date.parse(slot.startsAt) > until);
		await route.fulfill({ response: answer, json: list });
	});
	await page.goto(teacher.url);
	await tabTo(page, page.getByRole("button", { name: "Next free day" }));
	await page.keyboard.press("Enter");
	await expect(times(page).first()).toBeVisible();
	await expect(page.locator("section[aria-label='Free times'] [data-focus-home]")).toBeFocused();
});
