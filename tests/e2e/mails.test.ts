import { dayOf } from "../../lib/time.ts";
import { HURRY } from "../support/hurry.ts";
import { booked, hoursFromNow } from "./support/booked.ts";
import { look } from "./support/look.ts";
import { lookPlain } from "./support/look-plain.ts";
import { mailTo } from "./support/mailbox.ts";
import { newTeacher, sql } from "./support/school.ts";
import { signIn } from "./support/sign-in.ts";
import { expect, type Page, test } from "./support/test.ts";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

test.describe("without JavaScript", () => {
	test.use({ javaScriptEnabled: false });

	test("a reminder comes by itself, and its link switches reminders off and on", async ({ page }) => {
		const teacher = await newTeacher();
		const email = `reminded-${teacher.handle}@booker.example`;
		await booked(teacher.handle, { at: new Date(Date.now() + 59 * 60_000), name: "Remember Me", email });
		const { text } = await mailTo(email, /^Reminder: Lesson with/);
		expect(text).toContain("is in an hour.");
		await page.goto(/https?:\/\/\S+(\/mails\/[\w-]{43})/.exec(text)?.[1] ?? "");
		await lookPlain(page, "mails-on");
		await button(page, "No more reminders").click();
		await expect(page.getByRole("status")).toHaveText("Saved. No more reminders come.");
		await lookPlain(page, "mails-off");
		await button(page, "Send me reminders").click();
		await expect(page.getByRole("status")).toHaveText("Saved. Reminders come again.");
		await page.goto(`/mails/${"A".repeat(43)}`);
		await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
	});
});

test("a teacher sees at a booking that its mail came back, in the list and in the calendar", async ({
	page,
}) => {
	const teacher = await newTeacher();
	const email = `gone-${teacher.handle}@booker.example`;
	const at = hoursFromNow(50);
	await booked(teacher.handle, { at, name: "Never Heard", email });
	await booked(teacher.handle, { at: hoursFromNow(52), name: "All Well" });
	await sql(
		`insert into app.mails (booking_id, kind, recipient, sent_at, bounced_at)
		select id, 'confirmed', 'booker', now(), now() from app.bookings where email = $1`,
		[email],
	);
	await signIn(page, teacher.email);
	await expect(page.getByText("Mail came back")).toHaveCount(1);
	await page.locator("summary", { hasText: "Never Heard" }).click();
	await expect(page.getByText(`The mail to ${email} did not arrive.`)).toBeVisible();
	await look(page, "bookings-unreached");
	await page.goto(`/desk/calendar?day=${dayOf(at.toISOString(), "Europe/London")}`);
	await button(page, /Never Heard/).click();
	await expect(page.getByRole("dialog").getByText(`The mail to ${email} did not arrive.`)).toBeVisible();
	await look(page, "calendar-unreached");
});

test("a teacher says when people are reminded, and writes to them afterwards", async ({ page }) => {
	const teacher = await newTeacher();
	await signIn(page, teacher.email, "/desk/types");
	await page.getByRole("link", { name: "Lesson", exact: true }).click();
	const section = page.locator("summary").filter({ has: page.getByRole("heading", { name: "Mails" }) });
	await expect(section).toContainText("Reminded 24 hours and 1 hour before");
	await section.click();
	await look(page, "type-mails");
	await button(page, "Remove reminder 1").click();
	await expect(button(page, "Remind them once more")).toBeFocused();
	await button(page, "Remind them once more").click();
	await page.getByLabel("Second reminder, before it starts", { exact: true }).fill("5");
	await page.getByLabel("Second reminder, before it starts: minutes").selectOption("minutes");
	await page.getByRole("radio", { name: /^A few words of yours/ }).check();
	await button(page, "Save changes").click();
	await expect(page.getByText("Between 10 minutes and 30 days.")).toBeVisible();
	await expect(page.getByText("Please write what they are told.")).toBeVisible();
	await look(page, "type-mails-errors");
	await page.getByLabel("Second reminder, before it starts", { exact: true }).fill("90");
	await page.getByLabel("Your words").fill("Thank you for coming.");
	await button(page, "Save changes").click();
	await expect(page.getByText("Saved. Your page shows it now.")).toBeVisible();
	const [type] = await sql(
		`select reminder_minutes, follow_up_minutes, follow_up_text from app.appointment_types type
		join app.teachers teacher on teacher.id = type.teacher_id where teacher.handle = $1`,
		[teacher.handle],
	);
	expect(type).toEqual({
		reminder_minutes: [90, 60],
		follow_up_minutes: 1440,
		follow_up_text: "Thank you for coming.",
	});
	await page.reload();
	await expect(section).toContainText("Reminded 90 min and 1 hour before · a few words 24 hours after");
});

test("who is cancelled by the teacher opens a time that the mail names: as long as before, marked, and held by a tap alone", async ({
	page,
}) => {
	const teacher = await newTeacher({ zone: "UTC" });
	await sql(
		"update app.appointment_types set other_durations = array[90] where teacher_id = (select id from app.teachers where handle = $1)",
		[teacher.handle],
	);
	const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
	const email = `instead-${teacher.handle}@booker.example`;
	await booked(teacher.handle, { at: new Date(`${day(20)}T10:00Z`), minutes: 90, name: "Ina Stead", email });
	const user = crypto.randomUUID();
	await sql("update app.teachers set user_id = $1 where handle = $2", [user, teacher.handle]);
	await sql(
		`select api.cancel_as_teacher($1, $2, array(select id from app.bookings where email = $3), null, null, null, 'I am ill.')`,
		[user, crypto.randomUUID(), email],
	);
	await sql(HURRY);
	const { text } = await mailTo(email, /^Cancelled: Lesson with/);
	const links = [...text.matchAll(/https?:\/\/\S+#at=\S+/g)].map(([link]) => new URL(link));
	expect(links).toHaveLength(3);
	const [first] = links as [URL];
	const startsAt = new URLSearchParams(first.hash.slice(1)).get("at") ?? "";

	await page.goto(`${first.pathname}${first.search}${first.hash}`);
	const time = page.locator(`button[data-starts-at="${startsAt}"]`);
	await expect(time).toBeFocused();
	await expect(time).toHaveAttribute("aria-current", "true");
	await expect(time).toBeInViewport();
	await expect(page.getByRole("radio", { name: /^1 h 30|^90/ })).toBeChecked();
	const standing = () =>
		sql(
			`select appointment.id from app.appointments appointment join app.teachers teacher on teacher.id = appointment.teacher_id
			where teacher.handle = $1 and appointment.cancelled_at is null`,
			[teacher.handle],
		);
	expect(await standing()).toEqual([]);
	await look(page, "board-asked");
	await time.press("Enter");
	const ends = new Date(Date.parse(startsAt) + 90 * 60_000).toISOString().slice(11, 16);
	await expect(page.getByRole("dialog")).toContainText(`– ${ends}`);
	await page.keyboard.press("Escape");
	await expect.poll(standing).toEqual([]);

	await booked(teacher.handle, { at: new Date(startsAt), minutes: 90, name: "Was Faster" });
	// The same page with another "#" is not asked for anew.
	await page.goto("about:blank");
	await page.goto(`${first.pathname}${first.search}${first.hash}`);
	await expect(page.getByRole("status").filter({ hasText: "This time is gone" })).toBeVisible();
	await look(page, "board-asked-gone");
	// Another week is just another week.
	await button(page, /^Later days/).click();
	await expect(page.getByText("This time is gone")).toHaveCount(0);
});
