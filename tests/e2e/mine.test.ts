import { HURRY } from "../support/hurry.ts";
import { booked, hoursFromNow } from "./support/booked.ts";
import { look, tabTo } from "./support/look.ts";
import { mailTo } from "./support/mailbox.ts";
import { newTeacher, sql } from "./support/school.ts";
import { expect, test } from "./support/test.ts";

/** Somebody with two children, of whom both have something to come, one was cancelled and one is over. */
async function family() {
	const teacher = await newTeacher();
	const email = `family-${teacher.handle}@booker.example`;
	const at = (hours: number, name: string, state?: string) =>
		booked(teacher.handle, { at: hoursFromNow(hours), name, email, state });
	await at(50, "Käthe O’Hara");
	await at(75, "Finn O’Hara");
	await at(77, "Finn O’Hara", "cancelled");
	await at(-50, "Käthe O’Hara", "completed");
	return { teacher, email };
}
const nothingWaits = (email: string) => sql(`${HURRY} and addressee = md5($1)::uuid`, [email]);

test("a booker has a link mailed, sees all of the family's bookings, and leaves", async ({
	page,
	context,
}) => {
	const { teacher, email } = await family();
	await page.goto("/");
	await page.getByRole("contentinfo").getByRole("link", { name: "Your bookings" }).click();
	await expect(page.getByRole("heading", { name: "Your bookings" })).toBeVisible();
	await look(page, "mine-ask");

	await page.getByRole("textbox", { name: "E-mail" }).fill(email);
	await page.getByRole("button", { name: "Mail me a link" }).click();
	await expect(page.getByText("a link is on its way to it")).toBeVisible();
	await look(page, "mine-asked");
	await nothingWaits(email);
	const { text } = await mailTo(email, /^Your bookings$/);
	const link = text.match(/https?:\/\/\S+\/mine\/[\w-]+/)?.[0] ?? "";

	await page.goto(link);
	await look(page, "mine-link");
	await tabTo(page, page.getByRole("button", { name: "Open my bookings" }));
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL(/\/mine$/);
	await expect(page.getByText("for Käthe O’Hara")).toHaveCount(1);
	await expect(page.getByText("for Finn O’Hara")).toHaveCount(2);
	await expect(page.getByText("cancelled", { exact: true })).toBeVisible();
	await look(page, "mine");

	await page.getByRole("link", { name: "Past" }).click();
	await expect(page).toHaveURL(/past=1/);
	await expect(page.getByText("for Finn O’Hara")).toHaveCount(0);
	await expect(page.getByText("for Käthe O’Hara")).toHaveCount(1);
	await page.getByRole("link", { name: "Coming" }).click();
	await expect(page.getByText("for Finn O’Hara")).toHaveCount(2);

	await page.getByRole("link", { name: new RegExp(`Lesson with ${teacher.name} for Käthe`) }).click();
	await expect(page.getByRole("heading", { name: "You are booked" })).toBeVisible();
	await page.getByText("Add to calendar").click();
	await expect(page.getByRole("link", { name: "Google Calendar" })).toHaveAttribute(
		"href",
		/^https:\/\/calendar\.google\.com\/calendar\/render\?action=TEMPLATE&text=Lesson/,
	);
	await look(page, "calendar-menu");
	await page.getByRole("link", { name: "All your bookings" }).click();

	await page.getByRole("link", { name: "Choose which mails come" }).click();
	await expect(page.getByRole("heading", { name: "Mails to you" })).toBeVisible();
	await expect(page.getByRole("button", { name: "No more reminders" })).toBeVisible();
	await page.goBack();

	await page.getByRole("button", { name: "Leave this device" }).click();
	await expect(page.getByText("This device is forgotten.")).toBeVisible();
	await expect(page.getByRole("textbox", { name: "E-mail" })).toBeVisible();
	const cookies = await context.cookies();
	expect(cookies.map(({ name }) => name)).not.toContain("firstbell_mine");
});

test("without a script all of it can be done but the calendar’s address", async ({ browser }) => {
	const { email } = await family();
	const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await page.goto("/mine");
	await page.getByRole("textbox", { name: "E-mail" }).fill(email);
	await page.getByRole("button", { name: "Mail me a link" }).click();
	await nothingWaits(email);
	const { text } = await mailTo(email, /^Your bookings$/);
	await page.goto(text.match(/https?:\/\/\S+\/mine\/[\w-]+/)?.[0] ?? "");
	await page.getByRole("button", { name: "Open my bookings" }).click();
	await expect(page.getByText("for Käthe O’Hara")).toBeVisible();
	await expect(page.locator("noscript p")).toBeVisible();
	await page.getByRole("link", { name: "Erase my data" }).click();
	await page.getByRole("link", { name: "Keep it" }).click();
	await page.getByRole("button", { name: "Leave everywhere" }).click();
	await expect(page.getByText("This device is forgotten.")).toBeVisible();
	await page.context().close();
});

test("a booker subscribes, takes everything along, and is erased after being asked once more", async ({
	page,
}) => {
	const { teacher, email } = await family();
	await page.goto("/mine");
	await page.getByRole("textbox", { name: "E-mail" }).fill(email);
	await page.getByRole("button", { name: "Mail me a link" }).click();
	await nothingWaits(email);
	const { text } = await mailTo(email, /^Your bookings$/);
	await page.goto(text.match(/https?:\/\/\S+\/mine\/[\w-]+/)?.[0] ?? "");
	await page.getByRole("button", { name: "Open my bookings" }).click();

	await page.getByRole("button", { name: "Make an address" }).click();
	const address = page.getByRole("textbox", { name: "Your calendar’s address" });
	await expect(address).toHaveValue(/\/api\/calendar-feeds\/[\w-]{43}\.ics$/);
	const url = await address.inputValue();
	const calendar = await page.request.get(url);
	expect((await calendar.text()).match(/BEGIN:VEVENT/g)).toHaveLength(3);
	await look(page, "mine-calendar");
	await page.reload();
	await expect(page.getByText("It is told only when it is made")).toBeVisible();
	await page.getByRole("button", { name: "Remove it" }).click();
	await expect(page.getByText("The address leads nowhere any more.")).toBeVisible();
	expect((await page.request.get(url)).status()).toBe(404);

	const download = page.waitForEvent("download");
	await page.getByRole("link", { name: "Download everything" }).click();
	expect((await download).suggestedFilename()).toBe("my-bookings.json");

	await page.getByRole("link", { name: "Erase my data" }).click();
	await expect(page.getByText("2 bookings to come are cancelled")).toBeVisible();
	await look(page, "mine-erase");
	await page.getByRole("button", { name: "Yes, erase it" }).click();
	await expect(page.getByText("Your data is erased.")).toBeVisible();
	await look(page, "mine-erased");
	await mailTo(teacher.email, /^Cancelled: Somebody/);
	expect(await sql("select from app.bookings where email = $1", [email])).toEqual([]);
});

test("who has booked nothing any more is shown what to do", async ({ page }) => {
	const teacher = await newTeacher();
	const email = `past-${teacher.handle}@booker.example`;
	await booked(teacher.handle, { at: hoursFromNow(-50), name: "Long Ago", email });
	await page.goto("/mine");
	await page.getByRole("textbox", { name: "E-mail" }).fill(email);
	await page.getByRole("button", { name: "Mail me a link" }).click();
	const { text } = await mailTo(email, /^Your bookings$/);
	await page.goto(text.match(/https?:\/\/\S+\/mine\/[\w-]+/)?.[0] ?? "");
	await page.getByRole("button", { name: "Open my bookings" }).click();
	await expect(page.getByRole("heading", { name: "Nothing is booked" })).toBeVisible();
	await look(page, "mine-empty");
	await page.goto(`${new URL(page.url()).origin}/mine/${"A".repeat(54)}`);
	await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
});
