import { addDays } from "../../lib/time.ts";
import { dayLabel } from "../../lib/time-words.ts";
import { bookAt, button, nextWeek, openHours, secondDesk, undo } from "./support/hours.ts";
import { look, tabTo } from "./support/look.ts";
import { sql } from "./support/school.ts";
import { expect, type Page, test } from "./support/test.ts";

test.use({ actionTimeout: 15_000 });

const save = (page: Page) => page.getByRole("dialog").getByRole("button", { name: "Save", exact: true });
const monday = nextWeek(1);
const label = dayLabel(monday);
const longer = `${dayLabel(monday)} – ${dayLabel(addDays(monday, 4))}`;

test("time away that was noted or changed is taken back, and done again", async ({ page }) => {
	const teacher = await openHours(page, "/away");
	await bookAt(teacher, `${monday}T09:00`, "Early Bird");
	await button(page, "Add time away").click();
	await page.getByLabel("First day").fill(monday);
	await page.getByLabel("Note, for yourself").fill("At the sea");
	await save(page).click();
	await expect(page.getByText("Saved. Your page shows it now.")).toBeVisible();
	await expect(button(page, "One booking lies outside it: see what to do")).toBeVisible();
	await look(page, "undo-away");
	await tabTo(page, undo(page));
	await page.keyboard.press("Enter");
	await expect(page.getByText("Undone. Your page shows it as it was.")).toBeVisible();
	await expect(page.getByText(/^Nothing to come/)).toBeVisible();
	await expect(button(page, "Redo")).toBeFocused();
	await expect(button(page, "Redo")).toBeEnabled();
	await page.keyboard.press("Enter");
	const listed = page.getByRole("listitem").filter({ hasText: "At the sea" });
	await expect(listed).toContainText(label);

	await button(page, `Edit ${label}`).click();
	await page.getByLabel("Last day").fill(addDays(monday, 4));
	await save(page).click();
	await expect(listed).toContainText(longer);
	await undo(page).click();
	await expect(page.getByText("Undone. Your page shows it as it was.")).toBeVisible();
	await expect(listed).not.toContainText(longer);
	await look(page, "undo-away-undone");
});

test("time away is not taken back where another desk has changed or dropped it since", async ({ page }) => {
	await openHours(page, "/away");
	await button(page, "Add time away").click();
	await page.getByLabel("First day").fill(monday);
	await save(page).click();
	await expect(undo(page)).toBeVisible();
	const second = await secondDesk(page, "/away");
	await button(second, `Edit ${label}`).click();
	await second.getByLabel("Note, for yourself").fill("Theirs");
	await save(second).click();
	await expect(second.getByText("Theirs")).toBeVisible();

	await undo(page).click();
	const no = page.getByText(
		"Not undone. This was changed somewhere else meanwhile, and is shown as it is now.",
	);
	await expect(no).toBeVisible();
	await expect(page.getByRole("listitem").filter({ hasText: label })).toContainText("Theirs");
	await expect(undo(page)).toHaveCount(0);
	await look(page, "undo-away-stale");

	await button(page, `Edit ${label}`).click();
	await page.getByLabel("Note, for yourself").fill("Mine");
	await save(page).click();
	await expect(undo(page)).toBeVisible();
	await second.reload();
	await button(second, `Remove ${label}`).click();
	await expect(second.getByText(`${label} is gone.`)).toBeVisible();
	await tabTo(page, undo(page));
	await page.keyboard.press("Enter");
	await expect(page.getByText(/^Not undone. This was removed somewhere else meanwhile./)).toBeVisible();
	await expect(page.getByText(/^Nothing to come/)).toBeVisible();
	await expect(undo(page)).toHaveCount(0);
	await expect(page.getByRole("heading", { name: "When you are away" })).toBeFocused();
	// What was dropped there comes back there.
	await undo(second).click();
	await expect(second.getByText("Undone. Your page shows it as it was.")).toBeVisible();
	await expect(second.getByRole("listitem").filter({ hasText: label })).toContainText("Mine");
});

test("a time zone is set back while what is booked stays when it is, and not over one that was chosen elsewhere", async ({
	page,
}) => {
	const teacher = await openHours(page, "/zone");
	await bookAt(teacher, `${nextWeek(3)}T12:00`, "Stays There");
	await page.reload();
	const before = await standing(teacher.handle);
	await page.getByLabel("Your time zone").selectOption("Europe/Athens");
	await button(page, "Change time zone").click();
	await expect(page.getByText(/^Saved. You live by the clocks of Athens now/)).toBeVisible();
	await look(page, "undo-zone");
	await undo(page).click();
	await expect(
		page.getByText("Undone. You live by the clocks of London again, and what is booked stays when it is."),
	).toBeVisible();
	await expect(page.getByLabel("Your time zone")).toHaveValue("Europe/London");
	expect(await standing(teacher.handle)).toEqual(before);
	await look(page, "undo-zone-undone");
	await button(page, "Redo").click();
	await expect(page.getByText(/^Saved. You live by the clocks of Athens now/)).toBeVisible();

	const second = await secondDesk(page, "/zone");
	await second.getByLabel("Your time zone").selectOption("Asia/Tokyo");
	await button(second, "Change time zone").click();
	await expect(second.getByText(/^Saved. You live by the clocks of Tokyo now/)).toBeVisible();
	await undo(page).click();
	await expect(page.getByText(/Not undone. Saved is Tokyo/)).toBeVisible();
	await look(page, "undo-zone-stale");
	expect(await zoneOf(teacher.handle)).toBe("Asia/Tokyo");
	await button(page, "Leave it at Tokyo").click();
	await expect(page.getByLabel("Your time zone")).toHaveValue("Asia/Tokyo");
	expect(await standing(teacher.handle)).toEqual(before);
});

test("where bookings moved with the clock, no undo is offered, and it is said why", async ({ page }) => {
	const teacher = await openHours(page, "/zone");
	await bookAt(teacher, `${nextWeek(3)}T12:00`, "Moves Along");
	await page.reload();
	await page.getByLabel("Your time zone").selectOption("Europe/Athens");
	await page.getByLabel(/^It moves with your clock/).check();
	await expect(page.getByText(/is told by mail, and it cannot be undone\.$/)).toBeVisible();
	await button(page, "Change time zone").click();
	await expect(page.getByText(/who booked is told: that cannot be undone\.$/)).toBeVisible();
	await expect(undo(page)).toHaveCount(0);
	await look(page, "undo-zone-moved");
});

async function standing(handle: string) {
	return sql(
		`select appointment.id, appointment.starts_at, booking.during::text, booking.moves
		from app.appointments appointment join app.teachers teacher on teacher.id = appointment.teacher_id
		join app.bookings booking on booking.appointment_id = appointment.id where teacher.handle = $1`,
		[handle],
	);
}

async function zoneOf(handle: string) {
	const [teacher] = await sql("select time_zone from app.teachers where handle = $1", [handle]);
	return teacher?.time_zone;
}
