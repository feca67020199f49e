import { button, openHours, undo, undone } from "./support/hours.ts";
import { look } from "./support/look.ts";
import { sql } from "./support/school.ts";
import { expect, test } from "./support/test.ts";

test.use({ actionTimeout: 15_000 });

test("a schedule that was removed is taken back with its hours, and it is said that types retired with them have the usual ones", async ({
	page,
}) => {
	const { handle } = await openHours(page, "", { types: 2 });
	await button(page, "New schedule").click();
	await page.getByRole("textbox", { name: "Name" }).fill("Evenings");
	await page.getByLabel("Begin with").selectOption({ index: 1 });
	await button(page, "Make it").click();
	await expect(page.getByText("“Evenings” is there.")).toBeVisible();
	await button(page, /^Remove Monday/).click();
	await button(page, "Save hours").click();
	await expect(page.getByText("Saved. Your page shows it now.")).toBeVisible();
	await sql(
		`update app.appointment_types type set retired_at = now(), schedule_id = schedule.id
		from app.schedules schedule join app.teachers teacher on teacher.id = schedule.teacher_id
		where teacher.handle = $1 and schedule.name = 'Evenings' and type.teacher_id = teacher.id and type.handle = 'lesson-1'`,
		[handle],
	);
	const before = await schedulesOf(handle);
	expect(before).toMatchObject([
		{ name: "Evenings", weekdays: [2, 3, 4, 5, 6, 7], types: ["lesson-1"] },
		{ weekdays: [1, 2, 3, 4, 5, 6, 7], types: ["lesson"] },
	]);

	await button(page, "Rename or drop").click();
	await button(page, "Remove this schedule").click();
	await expect(page.getByText("“Evenings” is gone.")).toBeVisible();
	await expect(button(page, "Evenings")).toHaveCount(0);
	expect(await schedulesOf(handle)).toMatchObject([{ types: ["lesson", "lesson-1"] }]);
	await look(page, "undo-schedule-removed");
	await undo(page).click();
	await undone(page, "“Evenings” is back. A type that was retired with these hours has the usual ones now.");
	await expect(button(page, "Evenings")).toBeVisible();
	await look(page, "undo-schedule-back");
	expect(await schedulesOf(handle)).toMatchObject([
		{ name: "Evenings", weekdays: [2, 3, 4, 5, 6, 7], types: [] },
		{ weekdays: [1, 2, 3, 4, 5, 6, 7], types: ["lesson", "lesson-1"] },
	]);
	await button(page, "Redo").click();
	await expect(page.getByText("“Evenings” is gone.")).toBeVisible();
	await expect(button(page, "Evenings")).toHaveCount(0);
	expect(await schedulesOf(handle)).toHaveLength(1);
});

test("a schedule that was removed is not taken back over one that another desk has taken back since", async ({
	page,
}) => {
	const { handle } = await openHours(page, "");
	await button(page, "New schedule").click();
	await page.getByRole("textbox", { name: "Name" }).fill("Evenings");
	await button(page, "Make it").click();
	await expect(page.getByText("“Evenings” is there.")).toBeVisible();
	const [{ id } = {}] = await schedulesOf(handle);
	await button(page, "Rename or drop").click();
	await button(page, "Remove this schedule").click();
	await expect(page.getByText("“Evenings” is gone.")).toBeVisible();
	await sql(
		`insert into app.schedules (id, teacher_id, name, version)
		select $2, id, 'Theirs', 1 from app.teachers where handle = $1`,
		[handle, id],
	);
	await undo(page).click();
	await expect(
		page.getByText("Not undone. This was changed somewhere else meanwhile, and is shown as it is now."),
	).toBeVisible();
	await expect(button(page, "Theirs")).toBeVisible();
	await expect(undo(page)).toHaveCount(0);
});

/** The usual one last, each with its weekdays and the types that have it, retired ones included. */
async function schedulesOf(handle: string) {
	return sql(
		`select schedule.id, schedule.name,
			array(select distinct weekday from app.weekly_hours where schedule_id = schedule.id order by weekday) as weekdays,
			array(select type.handle from app.appointment_types type where schedule_id = schedule.id order by type.handle) as types
		from app.schedules schedule join app.teachers teacher on teacher.id = schedule.teacher_id
		where teacher.handle = $1 order by schedule.is_usual`,
		[handle],
	);
}
