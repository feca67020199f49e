import { look, tabTo } from "./support/look.ts";
import { mailTo } from "./support/mailbox.ts";
import { offers } from "./support/offers.ts";
import { newOffice } from "./support/office-school.ts";
import { asks, dayAt, emailOf, hurryMails, newAskedTeacher, runOut } from "./support/requests.ts";
import { newTeacher, sql } from "./support/school.ts";
import { signIn } from "./support/sign-in.ts";
import { expect, type Page, test } from "./support/test.ts";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const row = (page: Page, name: string) =>
	page.locator("li", { has: page.locator("summary", { hasText: name }) });

test("what waits is counted above the desk; by keyboard alone one gets a yes, and the other a no with a reason", async ({
	page,
}) => {
	const teacher = await newAskedTeacher();
	for (const [i, name] of ["Yes Yara", "No Noah", "Late Lena"].entries())
		await asks(teacher, dayAt(8, 10 + i), name);
	await signIn(page, teacher.email);
	const waiting = page.getByRole("complementary", { name: "Waiting for your answer" });
	await expect(waiting).toContainText("3 people wait for your answer The first until");
	await look(page, "requests");
	for (const room of ["trail", "data", "api", "calendar"]) {
		await page.goto(`/desk/${room}`);
		await expect(waiting).toContainText("3 people wait for your answer");
	}
	await waiting.getByRole("link", { name: "3 people wait for your answer" }).click();
	await expect(page).toHaveURL(/state=pending/);

	await tabTo(page, button(page, "Yes to Yes Yara"));
	await page.keyboard.press("Enter");
	await expect(row(page, "Yes Yara")).toHaveCount(0);
	await expect(waiting).toContainText("2 people wait");
	await tabTo(page, button(page, "No to No Noah"));
	await page.keyboard.press("Enter");
	await tabTo(page, page.getByRole("textbox", { name: "Why, in your words" }));
	await page.keyboard.type("I am ill.");
	await look(page, "requests-no");
	await tabTo(page, button(page, "Decline and tell them"));
	await page.keyboard.press("Enter");
	await expect(page.getByRole("dialog")).toHaveCount(0);
	await expect(waiting).toContainText("1 person waits");
	// What had the focus is gone, and it is not lost.
	await expect(page.locator(":focus")).not.toHaveCount(0);
	await hurryMails(teacher, "No Noah");
	expect((await mailTo(emailOf(teacher, "No Noah"), /Not possible/)).text).toContain("> I am ill.");

	await runOut(teacher, "Late Lena");
	await expect(async () => {
		await page.goto("/desk");
		await expect(waiting).toHaveText("1 request ran out unanswered this week", { timeout: 500 });
	}).toPass({ timeout: 40_000 });
	await expect(row(page, "Yes Yara").locator("summary")).not.toContainText("Waits");
	await expect(row(page, "No Noah").locator("summary")).toContainText("Declined");
	await row(page, "Late Lena").locator("summary").click();
	await expect(row(page, "Late Lena").locator("summary")).toContainText("Ran out unanswered");
	await look(page, "requests-lapsed");
	await waiting.getByRole("link").click();
	await expect(page.getByText("2 bookings")).toBeVisible();
});

test("the office sees above each of its pages what waits for an answer of any of its teachers", async ({
	page,
}) => {
	const office = await newOffice();
	const [teacher] = office.teachers;
	const handle = teacher?.handle ?? "";
	await offers({ handle }, { needs_approval: true });
	await signIn(page, office.email, "/desk/openings");
	const waiting = page.getByRole("complementary", { name: "Waiting for an answer" });
	await expect(waiting).toHaveCount(0);
	await sql(
		"select api.book_slot('office-' || gen_random_uuid(), $1, 'talk', $2, 'Office Olga', $1 || '@home.example', 'UTC')",
		[handle, dayAt(8)],
	);
	for (const room of ["openings", "teams", "school", "trail", "data"]) {
		await page.goto(`/desk/${room}`);
		await expect(waiting).toContainText("1 person waits for an answer Until");
	}
	await look(page, "requests-office");
	await waiting.getByRole("link").click();
	await expect(page).toHaveURL(/\/desk\/school\?state=pending/);
	await expect(row(page, "Office Olga")).toHaveCount(1);
});

test("in the calendar one that waits is told apart, and answered where it stands", async ({ page }) => {
	const teacher = await newAskedTeacher();
	const at = dayAt(8);
	await asks(teacher, at, "Calendar Cleo");
	await signIn(page, teacher.email, `/desk/calendar?day=${at.slice(0, 10)}`);
	// On a phone a week is a few days.
	const card = button(page, /Calendar Cleo, Lesson, waits for your answer/);
	await card.first().click();
	await expect(page.getByRole("dialog").getByText("Waits for your answer")).toBeVisible();
	await look(page, "requests-calendar");
	await button(page, "No to Calendar Cleo").click();
	await look(page, "requests-calendar-no");
	await button(page, "Not yet").click();
	await button(page, "Yes to Calendar Cleo").click();
	await expect(page.getByRole("dialog")).toHaveCount(0);
	await expect(button(page, /Calendar Cleo, Lesson$/).first()).toBeVisible();
	await expect(page.getByRole("complementary", { name: "Waiting for your answer" })).toHaveCount(0);
});

test("one that was answered elsewhere meanwhile says so, and shows how it stands", async ({ page }) => {
	const teacher = await newAskedTeacher();
	await asks(teacher, dayAt(8), "Twice Tom");
	await signIn(page, teacher.email);
	await expect(row(page, "Twice Tom")).toBeVisible();
	await sql(
		"select api.decide_booking(null, booking.id, booking.link_version, false, null) from app.bookings booking where email = $1",
		[emailOf(teacher, "Twice Tom")],
	);
	await button(page, "Yes to Twice Tom").click();
	await expect(page.getByText("This was answered already")).toBeVisible();
	await look(page, "requests-stale");
	await button(page, "Show how it stands").click();
	await expect(row(page, "Twice Tom").locator("summary")).toContainText("Declined");
});

test("a teacher has a type ask first: no series then, and the page says so", async ({ page }) => {
	const teacher = await newTeacher();
	await signIn(page, teacher.email, "/desk/types");
	await page.getByRole("link", { name: "Lesson", exact: true }).click();
	await page.locator("summary", { hasText: "Who" }).first().click();
	await page.getByRole("radio", { name: /It waits for your yes/ }).check();
	await expect(page.getByLabel("Dates one can book as a series")).toHaveCount(0);
	const hours = page.getByLabel("Hours you have to answer");
	await expect(hours).toHaveValue("48");
	await hours.fill("400");
	await button(page, /^Save/).click();
	await expect(page.getByText("Between an hour and 14 days.")).toBeVisible();
	await hours.fill("24");
	await look(page, "type-asks");
	await button(page, /^Save/).click();
	await expect(page.getByText(/Saved/).first()).toBeVisible();
	expect(
		await sql(
			"select needs_approval, decide_hours from app.appointment_types type join app.teachers teacher on teacher.id = type.teacher_id where teacher.handle = $1",
			[teacher.handle],
		),
	).toEqual([{ needs_approval: true, decide_hours: 24 }]);
	await page.goto("/desk/preview?type=lesson");
	await expect(page.getByText(`after ${teacher.name}’s yes`)).toBeVisible();
});
