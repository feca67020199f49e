import { booked, hoursFromNow } from "./support/booked.ts";
import { look, tabTo } from "./support/look.ts";
import { mailTo } from "./support/mailbox.ts";
import { newOffice } from "./support/office-school.ts";
import { newTeacher, sql } from "./support/school.ts";
import { signIn } from "./support/sign-in.ts";
import { expect, type Page, test } from "./support/test.ts";

const answers = [
	{ label: "Which piece do you play?", answer: "Für Élise" },
	{ label: "May we record it?", answer: true },
];
const row = (page: Page, name: string) =>
	page.locator("li", { has: page.locator("summary", { hasText: name }) });

test("a teacher finds a booking, sees all of it, and cancels it with a reason the booker is told", async ({
	page,
}) => {
	const teacher = await newTeacher({ types: 2 });
	const email = `kathe-${teacher.handle}@booker.example`;
	await sql(
		"update app.appointment_types set place_kind = 'address', place = 'Room 5' where teacher_id = (select id from app.teachers where handle = $1)",
		[teacher.handle],
	);
	await booked(teacher.handle, { at: hoursFromNow(50), name: "Käthe Müller", email, answers });
	await booked(teacher.handle, { at: hoursFromNow(52), name: "Jonas Weiß", type: "lesson-1" });
	await booked(teacher.handle, { at: hoursFromNow(80), name: "Late Larry", state: "cancelled" });
	await signIn(page, teacher.email);
	await expect(page.getByText("3 bookings")).toBeVisible();
	await look(page, "bookings");

	const search = page.getByRole("searchbox", { name: "Search bookings" });
	await search.fill("kathe elise");
	await search.press("Enter");
	await expect(page.getByText("1 booking", { exact: true })).toBeVisible();
	expect(new URL(page.url()).search).toBe("?q=kathe+elise");
	await row(page, "Käthe").locator("summary").click();
	await expect(page.getByText("Für Élise")).toBeVisible();
	await expect(page.getByText("Room 5")).toBeVisible();
	await expect(page.getByRole("link", { name: email })).toHaveAttribute("href", `mailto:${email}`);
	await look(page, "bookings-open");

	// The address is the list: somebody else's browser shows the same, and the way back is the list before.
	await page.goBack();
	await expect(page.getByText("3 bookings")).toBeVisible();
	await expect(search).toHaveValue("");
	await page.locator("summary", { hasText: "Filter" }).click();
	await page.getByRole("combobox", { name: "State" }).selectOption("Cancelled");
	await page.getByRole("button", { name: "Show" }).click();
	await expect(page.getByText("Late Larry")).toBeVisible();
	await expect(page.getByText("Käthe Müller")).toHaveCount(0);
	await look(page, "bookings-filtered");
	await page.goto(`${page.url()}&q=nobody`);
	await expect(page.getByRole("heading", { name: "No booking fits this" })).toBeVisible();
	await look(page, "bookings-none-fits");
	await page.getByRole("link", { name: "Show all again" }).click();

	await row(page, "Käthe").locator("summary").click();
	await page.getByRole("button", { name: "Cancel this booking" }).click();
	await page.getByRole("textbox", { name: "Why, in your words" }).fill("I am ill.\nSorry!");
	await look(page, "bookings-cancel");
	await page.getByRole("button", { name: "Cancel and tell them" }).click();
	await expect(row(page, "Käthe").getByText("Cancelled", { exact: true }).first()).toBeVisible();
	await expect(page.getByRole("dialog")).toHaveCount(0);
	const mail = await mailTo(email, /Cancelled/);
	expect(mail.text).toContain("> I am ill.\n> Sorry!");
	expect(mail.text).toContain(teacher.url);
});

test("what moved meanwhile is not cancelled by who has not seen it where it is now", async ({ page }) => {
	const teacher = await newTeacher();
	const [before, after] = [hoursFromNow(50), hoursFromNow(53)];
	await booked(teacher.handle, { at: before, name: "Ann Moves" });
	await signIn(page, teacher.email);
	const ann = row(page, "Ann").locator("summary");
	const was = await ann.innerText();
	await ann.click();
	await page.getByRole("button", { name: "Cancel this booking" }).click();
	await sql(
		`select api.move_as_teacher(teacher.user_id, booking.id, $2, $3, null)
		from app.teachers teacher join app.appointments appointment on appointment.teacher_id = teacher.id
		join app.bookings booking on booking.appointment_id = appointment.id where teacher.handle = $1`,
		[teacher.handle, before, after],
	);
	const dialog = page.getByRole("dialog");
	const yes = dialog.getByRole("button", { name: "Cancel and tell them" });
	// As often as they say so.
	for (let n = 0; n < 2; n++) {
		const answer = page.waitForResponse("**/api/teacher-cancellations");
		await yes.click();
		expect((await answer).status()).toBe(409);
		await expect(
			dialog.getByText("This was moved to another time meanwhile. Nothing was cancelled"),
		).toBeVisible();
		await expect(yes).toBeEnabled();
	}
	await look(page, "bookings-cancel-stale");
	await dialog.getByRole("button", { name: "Keep" }).click();
	// It shows where it is now, and what is seen is cancelled.
	await expect(ann).not.toHaveText(was, { useInnerText: true });
	await row(page, "Ann").getByRole("button", { name: "Cancel this booking" }).click();
	await yes.click();
	await expect(row(page, "Ann").getByText("Cancelled", { exact: true }).first()).toBeVisible();
});

test("by keyboard alone: a whole day is cancelled in one act, and who came is marked and taken back", async ({
	page,
}) => {
	const teacher = await newTeacher();
	const names = ["One", "Two", "Three"];
	// On one day by the teacher's clocks.
	const noon = new Date(`${hoursFromNow(72).toISOString().slice(0, 10)}T10:00:00Z`);
	for (const [i, name] of names.entries())
		await booked(teacher.handle, { at: new Date(noon.getTime() + i * 3_600_000), name });
	await booked(teacher.handle, { at: hoursFromNow(-3), name: "Was Here" });
	await signIn(page, teacher.email);
	await expect(row(page, "Three")).toBeVisible();

	await tabTo(page, page.getByRole("button", { name: /^Cancel all of/ }));
	await page.keyboard.press("Enter");
	await tabTo(page, page.getByRole("textbox", { name: "Why, in your words" }));
	await page.keyboard.type("A school trip");
	await expect(page.getByRole("checkbox", { name: "Take this time off, too" })).toBeChecked();
	await tabTo(page, page.getByRole("button", { name: "Cancel and tell all" }));
	await page.keyboard.press("Enter");
	await expect(page.getByRole("dialog")).toHaveCount(0);
	for (const name of names) await expect(row(page, name).locator("summary")).toContainText("Cancelled");
	const rows = await sql(
		"select distinct cancel_reason as why from app.bookings where state = 'cancelled' and cancelled_by_teacher and appointment_id in (select a.id from app.appointments a join app.teachers t on t.id = a.teacher_id where t.handle = $1)",
		[teacher.handle],
	);
	expect(rows).toEqual([{ why: "A school trip" }]);
	const off = await sql(
		"select during @> $2::timestamptz as away from app.busy_times b join app.teachers t on t.id = b.teacher_id where t.handle = $1",
		[teacher.handle, noon],
	);
	expect(off).toEqual([{ away: true }]);

	// Where it began today it is among those to come, else among the past.
	if ((await row(page, "Was Here").count()) === 0) {
		await tabTo(page, page.getByRole("link", { name: "Past", exact: true }));
		await page.keyboard.press("Enter");
	}
	const missed = row(page, "Was Here").getByRole("button", { name: "Missed" });
	await tabTo(page, missed);
	await page.keyboard.press("Enter");
	await expect(missed).toHaveAttribute("aria-pressed", "true");
	const came = row(page, "Was Here").getByRole("button", { name: "Came" });
	await tabTo(page, came);
	await page.keyboard.press("Space");
	await expect(came).toHaveAttribute("aria-pressed", "true");
	await expect(missed).toHaveAttribute("aria-pressed", "false");
	await expect(came).not.toHaveAttribute("aria-disabled", "true");
	await look(page, "bookings-came");
	await page.keyboard.press("Space");
	await expect(came).toHaveAttribute("aria-pressed", "false");
	await page.reload();
	await expect(came).toHaveAttribute("aria-pressed", "false");
});

test("a long list goes on page by page, and the file has all of it", async ({ page }) => {
	const teacher = await newTeacher();
	for (let i = 0; i < 55; i++)
		await booked(teacher.handle, { at: hoursFromNow(-48 - i * 2), name: `Pupil ${i}`, state: "completed" });
	await signIn(page, teacher.email);
	await expect(page.getByRole("heading", { name: "No bookings yet" })).toBeVisible();
	await look(page, "bookings-empty");
	await page.getByRole("link", { name: "Past", exact: true }).click();
	await expect(page.getByText("The first 50 bookings")).toBeVisible();
	const saved = page.waitForEvent("download");
	await page.getByRole("link", { name: "Download as CSV" }).click();
	const file = await saved;
	expect(file.suggestedFilename()).toBe("bookings-past.csv");
	await page.getByRole("link", { name: "Earlier bookings" }).click();
	await expect(page.getByText("The last 5 bookings")).toBeVisible();
	await expect(page.getByText("Pupil 54")).toBeVisible();
	await page.goBack();
	await expect(page.getByText("The first 50 bookings")).toBeVisible();
});

test("the school's office sees the bookings of all its teachers, with whose each is", async ({ page }) => {
	const office = await newOffice();
	for (const [i, { handle, name }] of office.teachers.entries())
		await booked(handle, { at: hoursFromNow(50 + i), name: `With ${name}`, type: "talk" });
	await sql(
		"insert into app.teams (school_id, handle, name, subject) select id, $1, 'The strings', null from app.schools where handle = $1",
		[`office-${office.own}`],
	);
	await sql(
		"insert into app.team_members (team_id, teacher_id) select team.id, teacher.id from app.teams team, app.teachers teacher where team.handle = $1 and teacher.handle = $2",
		[`office-${office.own}`, office.teachers[0]?.handle],
	);
	await signIn(page, office.email, "/desk/school");
	await expect(page.getByText("2 bookings")).toBeVisible();
	await look(page, "school-bookings");
	await page.locator("summary", { hasText: "Filter" }).click();
	await page.getByRole("combobox", { name: "Team" }).selectOption("The strings");
	await page.getByRole("button", { name: "Show" }).click();
	await expect(page.getByText("1 booking", { exact: true })).toBeVisible();
	await expect(row(page, `With ${office.teachers[0]?.name}`)).toBeVisible();
});
