import { HURRY } from "../support/hurry.ts";
import { look, tabTo } from "./support/look.ts";
import { lookPlain } from "./support/look-plain.ts";
import { mailTo } from "./support/mailbox.ts";
import { newTeacher, sql, type TestTeacher } from "./support/school.ts";
import { expect, type Page, test } from "./support/test.ts";

const appUrl = process.env.APP_URL ?? "";
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name });
const times = (page: Page) => page.locator("button[data-starts-at]");
const alert = (page: Page) => page.getByRole("main").getByRole("alert");
const booking = (page: Page) => page.getByRole("region", { name: "Booking" });

/** Books by the API, and gives the page of it. The n-th hour from eight on, in a week. */
async function booked(teacher: TestTeacher, n = 0, name = "Mia Mover"): Promise<string> {
	const answer = await fetch(`${appUrl}/api/bookings`, {
		method: "POST",
		headers: { origin: appUrl, "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
		body: JSON.stringify({
			...{ teacher: teacher.handle, type: "lesson", startsAt: hour(n), timeZone: "Europe/London" },
			...{ name, email: emailOf(teacher, name) },
		}),
	});
	expect(answer.status).toBe(201);
	return `/b/${(await answer.json()).ref}`;
}
const emailOf = ({ handle }: TestTeacher, name = "Mia Mover") =>
	`${name.toLowerCase().replace(" ", ".")}-${handle}@booker.example`;

/** In a week, at nine by London's clocks or ten in summer, and so many hours later. */
function hour(n: number): string {
	const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
	return `${day}T${String(9 + n).padStart(2, "0")}:00:00Z`;
}
const at = (page: Page, n: number) => page.locator(`button[data-starts-at="${hour(n)}"]`);
/** What waits for its minute is due now. */
const now = () => sql(HURRY);

test("a booking is moved: the old time beside the new one, the same link, and both sides hear of it", async ({
	page,
}) => {
	const teacher = await newTeacher();
	const address = await booked(teacher);
	await page.goto(address);
	await link(page, "Move it").click();
	await expect(page.getByRole("heading", { name: "Move this booking" })).toBeVisible();
	await look(page, "move-times");
	await at(page, 3).click();
	await expect(page.getByRole("region", { name: "The new time" })).toContainText("12:00 – 13:00");
	await look(page, "move-confirm");
	await button(page, "Move it to this time").click();
	await expect(page.getByRole("heading", { name: "Moved. It is yours." })).toBeVisible();
	await expect(page).toHaveURL(new RegExp(`${address}\\?moved=1$`));
	await expect(booking(page)).toContainText("12:00 – 13:00");
	await expect(booking(page)).toContainText(/Moved from .*, 9:00\./);
	await look(page, "moved");
	await mailTo(teacher.email, /^Moved: Mia Mover/);
	await now();
	const mail = await mailTo(emailOf(teacher), /^Moved: /);
	expect(mail.text).toContain(address);
	expect(mail.text).toContain("12:00 – 13:00");

	// Somebody else may have the one, and not the other.
	await page.goto(`${teacher.url}/book?from=${hour(0).slice(0, 10)}`);
	await expect(at(page, 0)).toBeVisible();
	await expect(at(page, 3)).toHaveCount(0);
});

test("a lesson that can begin each quarter of an hour moves by one, over its own time", async ({ page }) => {
	const teacher = await newTeacher();
	await sql(
		"update app.appointment_types set step_minutes = 15 where teacher_id = (select id from app.teachers where handle = $1)",
		[teacher.handle],
	);
	await page.goto(`${await booked(teacher)}/move`);
	await page.locator(`button[data-starts-at="${hour(0).replace(":00:00Z", ":15:00Z")}"]`).click();
	await button(page, "Move it to this time").click();
	await expect(booking(page)).toContainText("9:15 – 10:15");
});

test("a time that was taken meanwhile is told so, the old one is still theirs, and the nearest is two taps away", async ({
	page,
}) => {
	const teacher = await newTeacher();
	const address = await booked(teacher);
	await page.goto(`${address}/move`);
	await at(page, 4).click();
	await expect(button(page, "Move it to this time")).toBeVisible();
	await booked(teacher, 4, "Fay Faster");
	await button(page, "Move it to this time").click();
	await expect(alert(page)).toContainText("Somebody was a moment faster");
	await expect(alert(page)).toContainText(/, 9:00 is still yours/);
	await look(page, "move-taken");
	await page
		.getByRole("group", { name: /Still free/ })
		.getByRole("button")
		.first()
		.click();
	await button(page, "Move it to this time").click();
	await expect(page.getByRole("heading", { name: "Moved. It is yours." })).toBeVisible();
});

test("a reply that is lost is asked for again, and the booking moves once", async ({ page }) => {
	const teacher = await newTeacher();
	const address = await booked(teacher);
	await page.goto(`${address}/move?slot=${hour(2)}`);
	let lost = 0;
	await page.route("**/api/moves", async (route) => {
		const answer = await route.fetch();
		return lost++ ? route.fulfill({ response: answer }) : route.abort();
	});
	await button(page, "Move it to this time").click();
	await expect(page.getByRole("heading", { name: "Moved. It is yours." })).toBeVisible();
	expect(lost).toBe(2);
	const found = await sql("select moves from app.bookings where email = $1", [emailOf(teacher)]);
	expect(found).toEqual([{ moves: 1 }]);
});

test("the whole way needs no mouse, and ends where it is said", async ({ page }) => {
	const teacher = await newTeacher();
	await page.goto(await booked(teacher));
	await tabTo(page, link(page, "Move it"));
	await page.keyboard.press("Enter");
	await tabTo(page, at(page, 1));
	await page.keyboard.press("Enter");
	await tabTo(page, button(page, "Move it to this time"));
	await page.keyboard.press("Enter");
	await expect(page.getByRole("heading", { name: "Moved. It is yours." })).toBeVisible();
	await expect(page.getByRole("status").filter({ hasText: "Moved. It is yours." })).toHaveCount(1);
});

test("where nothing can be moved, no button says so, and the page says why", async ({ page }) => {
	const teacher = await newTeacher();
	const address = await booked(teacher);
	const type = (change: string) =>
		sql(
			`update app.appointment_types set ${change} where teacher_id = (select id from app.teachers where handle = $1)`,
			[teacher.handle],
		);
	await type("retired_at = now()");
	await page.goto(address);
	await expect(button(page, "Cancel booking")).toBeVisible();
	await expect(link(page, "Move it")).toHaveCount(0);
	await page.goto(`${address}/move`);
	await expect(page.getByRole("heading", { name: "This cannot be moved here" })).toBeVisible();
	await look(page, "move-retired");
	await type("retired_at = null, needs_approval = true");
	await page.goto(`${address}/move`);
	await expect(page.getByText(/needs .*’s yes for each time by now/)).toBeVisible();
	await look(page, "move-asks");
	await type("needs_approval = false, cutoff_minutes = 20000");
	await page.goto(`${address}/move`);
	await expect(page.getByText(/too close to move online/)).toBeVisible();
	await link(page, "See the booking").click();
	await expect(link(page, "Move it")).toHaveCount(0);
});

test("days with nothing free lead to the next that have something", async ({ page }) => {
	const teacher = await newTeacher();
	const address = await booked(teacher);
	await sql(
		"update app.appointment_types set notice_minutes = 15 * 1440 where teacher_id = (select id from app.teachers where handle = $1)",
		[teacher.handle],
	);
	await page.goto(`${address}/move`);
	await expect(page.getByText("The next free times are:")).toBeVisible();
	await look(page, "move-next");
	await times(page).first().click();
	await expect(button(page, "Move it to this time")).toBeVisible();
});

test.describe("without JavaScript", () => {
	test.use({ javaScriptEnabled: false });

	test("a booking is moved by plain pages, and who is too late keeps what they have", async ({ page }) => {
		const teacher = await newTeacher();
		const address = await booked(teacher);
		await page.goto(address);
		await link(page, "Move it").click();
		await lookPlain(page, "plain-move-times");
		await link(page, "Later days").click();
		await link(page, "Earlier days").click();
		await at(page, 5).click();
		await lookPlain(page, "plain-move-confirm");
		await booked(teacher, 5, "Fay Faster");
		await button(page, "Move it to this time").click();
		await expect(alert(page)).toContainText(/, 9:00 is still yours/);
		await lookPlain(page, "plain-move-taken");
		await page
			.getByRole("group", { name: /Still free/ })
			.getByRole("button")
			.first()
			.click();
		await button(page, "Move it to this time").click();
		await expect(page.getByRole("heading", { name: "Moved. It is yours." })).toBeVisible();
		await lookPlain(page, "plain-moved");
		await mailTo(teacher.email, /^Moved: Mia Mover/);
	});
});
