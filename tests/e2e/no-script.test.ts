import { lookPlain } from "./support/look-plain.ts";
import { mailTo } from "./support/mailbox.ts";
import { newTeacher, sql, type TestTeacher } from "./support/school.ts";
import { expect, type Page, test } from "./support/test.ts";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name });
const name = (page: Page) => page.getByRole("textbox", { name: "Name", exact: true });
const email = (page: Page) => page.getByRole("textbox", { name: "E-mail" });
const times = (page: Page) => page.locator("button[data-starts-at]");
const address = (teacher: TestTeacher) => `plain-${teacher.handle}@booker.example`;

/** From the teacher's page to the form for the n-th time of the second week. Gives its start. */
async function choose(page: Page, teacher: TestTeacher, n = 0): Promise<string> {
	await page.goto(teacher.url);
	await button(page, "Later days").click();
	const startsAt = (await times(page).nth(n).getAttribute("data-starts-at")) ?? "";
	await times(page).nth(n).click();
	await expect(button(page, "Book this time")).toBeVisible();
	return startsAt;
}

/** Somebody else, by the API. */
async function take(teacher: TestTeacher, startsAt: string): Promise<void> {
	const appUrl = process.env.APP_URL ?? "";
	const answer = await fetch(`${appUrl}/api/bookings`, {
		method: "POST",
		headers: { origin: appUrl, "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
		body: JSON.stringify({
			...{ teacher: teacher.handle, type: "lesson", startsAt },
			...{ name: "Faster Fay", email: `fay-${teacher.handle}@booker.example`, timeZone: "UTC" },
		}),
	});
	expect(answer.status).toBe(201);
}

test.describe("without JavaScript", () => {
	test.use({ javaScriptEnabled: false });

	test("a time is chosen, booked, mailed and cancelled by plain pages", async ({ page }) => {
		const teacher = await newTeacher({ types: 2 });
		await page.goto(teacher.url);
		await expect(times(page).first()).toBeVisible();
		await lookPlain(page, "plain-teacher");
		await page.getByRole("radio", { name: "Lesson 1" }).check();
		await button(page, "Show what is free now").click();
		await expect(link(page, /Lesson 1/)).toHaveAttribute("aria-current", "true");
		await lookPlain(page, "plain-times");
		await link(page, "Later days").click();
		await times(page).nth(3).click();
		await lookPlain(page, "plain-form");
		await name(page).fill("Käthe O’Hara, 8 blue");
		await email(page).fill(address(teacher));
		await button(page, "Book this time").click();
		await expect(page.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
		await expect(page.getByText("Käthe O’Hara, 8 blue")).toBeVisible();
		await expect(page.getByText("Lesson 1")).toBeVisible();
		await lookPlain(page, "plain-booked");
		const mail = await mailTo(address(teacher), /./);

		await page.goto(mail.text.match(/https?:\/\/\S+\/b\/[\w-]+/)?.[0] ?? "");
		await button(page, "Cancel booking").click();
		await lookPlain(page, "plain-cancel");
		await link(page, "Keep it").click();
		await expect(page.getByRole("heading", { name: "You are booked" })).toBeVisible();
		await button(page, "Cancel booking").click();
		await page.getByRole("textbox", { name: "Why, in your words" }).fill("We have a cold.");
		await button(page, "Yes, cancel it").click();
		await expect(page.getByRole("heading", { name: "This booking is cancelled" })).toBeVisible();
		expect((await mailTo(teacher.email, /cancel/i)).text).toContain("> We have a cold.");
	});

	test("who loses a race keeps what was typed, and takes the nearest free time with one tap", async ({
		page,
	}) => {
		const teacher = await newTeacher();
		const startsAt = await choose(page, teacher, 2);
		await name(page).fill("Second Choice");
		await email(page).fill(address(teacher));
		await take(teacher, startsAt);
		await button(page, "Book this time").click();
		await expect(page.getByRole("alert")).toContainText("Somebody was a moment faster");
		await expect(name(page)).toHaveValue("Second Choice");
		await lookPlain(page, "plain-taken");
		await page
			.getByRole("group", { name: /Still free/ })
			.getByRole("button")
			.first()
			.click();
		await expect(page.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
		const found = await sql<{ name: string }>("select name from app.bookings where email = $1", [
			address(teacher),
		]);
		expect(found).toEqual([{ name: "Second Choice" }]);
	});

	test("a field that needs mending is shown with what is wrong, and with what was typed", async ({
		page,
	}) => {
		const teacher = await newTeacher();
		await choose(page, teacher);
		await name(page).fill("!?");
		await email(page).fill(address(teacher));
		await button(page, "Book this time").click();
		await expect(page.getByText("A name has a letter or a number in it.")).toBeVisible();
		await expect(name(page)).toHaveValue("!?");
		await expect(email(page)).toHaveValue(address(teacher));
		await expect(name(page)).toHaveAttribute("aria-invalid", "true");
		expect(page.url()).not.toContain("booker.example");
		await lookPlain(page, "plain-mend");
		await name(page).fill("Mended Molly");
		await button(page, "Book this time").click();
		await expect(page.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
		// Only the page that answered shows it: who comes to this machine next finds empty fields.
		await choose(page, teacher, 3);
		await expect(name(page)).toHaveValue("");
	});

	test("a time that was gone before it was tapped is told so at once, with others", async ({ page }) => {
		const teacher = await newTeacher();
		await page.goto(teacher.url);
		await button(page, "Later days").click();
		const startsAt = (await times(page).nth(1).getAttribute("data-starts-at")) ?? "";
		await take(teacher, startsAt);
		await times(page).nth(1).click();
		await expect(page.getByRole("alert")).toContainText("not free any more");
		await expect(page.getByRole("group", { name: /Still free/ }).getByRole("button")).not.toHaveCount(0);
	});

	test("another zone is chosen from a list, and goes along", async ({ page }) => {
		const teacher = await newTeacher();
		await page.goto(teacher.url);
		await button(page, /Change/).click();
		await button(page, "Show free times").click();
		await link(page, "Change").click();
		await lookPlain(page, "plain-zone");
		await page.getByRole("combobox").selectOption("Asia/Tokyo");
		await button(page, "Show free times").click();
		await expect(page.getByText("Tokyo (UTC+9)")).toBeVisible();
		await link(page, "Later days").click();
		await times(page).first().click();
		await expect(page.getByText("Tokyo (UTC+9)")).toBeVisible();
	});

	test("days with nothing free lead to the next that have something", async ({ page }) => {
		const teacher = await newTeacher();
		await sql(
			"update app.appointment_types set notice_minutes = 15 * 1440 where teacher_id = (select id from app.teachers where handle = $1)",
			[teacher.handle],
		);
		await page.goto(`${teacher.url}/book`);
		await expect(page.getByText("The next free times are:")).toBeVisible();
		await lookPlain(page, "plain-next");
		await times(page).first().click();
		await expect(button(page, "Book this time")).toBeVisible();
	});
});

test("when the scripts do not come, a tapped time is asked for all the same", async ({ page }) => {
	const teacher = await newTeacher();
	await page.route("**/_next/static/chunks/*.js", (route) => route.abort());
	await choose(page, teacher, 1);
	await name(page).fill("No Bundle");
	await email(page).fill(address(teacher));
	await button(page, "Book this time").click();
	await expect(page.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
});
