import { bookAt, button, nextWeek, openHours, saved, secondDesk } from "./support/hours.ts";
import { look } from "./support/look.ts";
import { sql } from "./support/school.ts";
import { expect, type Page, test } from "./support/test.ts";

test.use({ actionTimeout: 15_000 });

const dialog = (page: Page) => page.getByRole("dialog");

test("a day has several hours, and other days get them, too", async ({ page }) => {
	await openHours(page, "");
	await look(page, "hours-week");
	await button(page, "Add hours on Monday").click();
	await expect(page.getByLabel("Monday from")).toHaveCount(2);
	await button(page, "Copy Monday to other days").click();
	await dialog(page).getByLabel("Friday").uncheck();
	await dialog(page).getByLabel("Sunday").check();
	await look(page, "hours-copy");
	await dialog(page).getByRole("button", { name: "Copy", exact: true }).click();
	for (const [day, count] of [
		["Tuesday", 2],
		["Friday", 1],
		["Saturday", 1],
		["Sunday", 2],
	] as const)
		await expect(page.getByLabel(`${day} from`)).toHaveCount(count);
	await button(page, "Save hours").click();
	await saved(page);
	await page.reload();
	await expect(page.getByLabel("Sunday from")).toHaveCount(2);
});

test("a second schedule is made like the first, becomes the usual one, and what was dropped comes back", async ({
	page,
}) => {
	const { handle } = await openHours(page, "");
	await button(page, "New schedule").click();
	await button(page, "Make it").click();
	await expect(page.getByText("Please name it.")).toBeVisible();
	await page.getByRole("textbox", { name: "Name" }).fill("Evenings");
	await page.getByLabel("Begin with").selectOption({ label: "the hours of “Weekly hours”" });
	await look(page, "hours-new");
	await button(page, "Make it").click();
	await expect(button(page, "Evenings")).toHaveAttribute("aria-pressed", "true");
	await expect(page.getByText("No type has these hours yet.")).toBeVisible();
	await expect(page.getByLabel("Monday from").filter({ visible: true })).toHaveValue("08:00");

	await button(page, "Rename or drop").click();
	await page.getByRole("textbox", { name: "Name" }).fill("Late evenings");
	await page.getByLabel("The usual one").check();
	await look(page, "hours-rename");
	await dialog(page).getByRole("button", { name: "Save" }).click();
	await expect(page.getByText("No type has these hours yet; a new one will.")).toBeVisible();
	await look(page, "hours-schedules");

	await button(page, /^Weekly hours/).click();
	await expect(page.getByText("Hours of Lesson.")).toBeVisible();
	await button(page, "Rename or drop").click();
	await expect(page.getByText("Lesson has these hours: it can be removed when no type does.")).toBeVisible();
	await page.keyboard.press("Escape");
	await sql(
		`update app.appointment_types type set schedule_id = usual.id from app.schedules usual, app.teachers teacher
		where teacher.handle = $1 and usual.teacher_id = teacher.id and usual.is_usual and type.teacher_id = teacher.id`,
		[handle],
	);
	await page.reload();
	await button(page, "Rename or drop").click();
	// Another desk gives it a day off meanwhile: it is not removed by who has not seen that, and comes back with it.
	await sql(
		`with theirs as (
			update app.schedules set version = version + 1
			where name = 'Weekly hours' and teacher_id = (select id from app.teachers where handle = $1) returning id
		)
		insert into app.overrides (schedule_id, day, minutes) select id, current_date + 5, '{}' from theirs`,
		[handle],
	);
	await button(page, "Remove this schedule").click();
	await expect(page.getByText("This was changed somewhere else meanwhile, and stays.")).toBeVisible();
	await look(page, "hours-drop-stale");
	// As soon as the page has it as it is now.
	await expect(async () => {
		await button(page, "Remove this schedule").click();
		await expect(page.getByText("“Weekly hours” is gone.")).toBeVisible({ timeout: 2_000 });
	}).toPass();
	await expect(page.getByRole("heading", { name: "Late evenings" })).toBeVisible();
	await look(page, "hours-undo");
	await button(page, "Undo").click();
	await expect(button(page, /^Weekly hours/)).toBeVisible();
	await expect(page.getByText("“Weekly hours” is gone.")).toHaveCount(0);
	const daysOff = await sql(
		`select from app.overrides join app.schedules on schedules.id = schedule_id
		join app.teachers on teachers.id = teacher_id where handle = $1`,
		[handle],
	);
	expect(daysOff).toHaveLength(1);
});

test("what is booked outside the new hours is shown, and kept one by one or all at once", async ({
	page,
}) => {
	const teacher = await openHours(page, "");
	for (const [time, name] of [
		["09:00", "Kept Alone"],
		["11:00", "Kept First"],
		["12:00", "Kept Second"],
	] as const)
		await bookAt(teacher, `${nextWeek(3)}T${time}`, name);
	await button(page, /^Remove Wednesday/).click();
	await button(page, "Save hours").click();
	await button(page, /^3 bookings lie outside it/).click();
	await expect(page.getByRole("heading", { name: "3 bookings lie outside what you offer" })).toBeFocused();
	await look(page, "hours-outside");
	await button(page, /^Cancel Kept Alone/).click();
	await expect(page.getByText("Kept Alone is told by mail, and the time is free again.")).toBeVisible();
	await look(page, "hours-outside-cancel");
	await page.keyboard.press("Escape");
	await button(page, /^Keep Kept Alone/).click();
	await expect(page.getByRole("heading", { name: "2 bookings lie outside what you offer" })).toBeVisible();
	await button(page, "Keep all").click();
	await expect(page.getByRole("heading", { name: /outside what you offer/ })).toHaveCount(0);
	const standing = await sql(
		`select from app.appointments appointment join app.teachers teacher on teacher.id = appointment.teacher_id
		where teacher.handle = $1 and is_kept and cancelled_at is null`,
		[teacher.handle],
	);
	expect(standing).toHaveLength(3);
});

test("hours are saved though single days of the same schedule were saved elsewhere meanwhile", async ({
	page,
}) => {
	await openHours(page, "");
	const second = await secondDesk(page, "/days");
	await second.getByLabel("From", { exact: true }).fill(nextWeek(2));
	await button(second, "Set these days").click();
	await saved(second);
	await button(page, /^Remove Monday/).click();
	await button(page, "Save hours").click();
	await saved(page);
	await second.reload();
	await expect(button(second, /^Edit /)).toHaveCount(1);
});
