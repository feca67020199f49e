import { addDays, type Day, startOfDay } from "../../lib/time.ts";
import { dayLabel } from "../../lib/time-words.ts";
import { look, tabTo, typeDay } from "./support/look.ts";
import { once } from "./support/room.ts";
import { newTeacher, sql, type TestTeacher } from "./support/school.ts";
import { signIn } from "./support/sign-in.ts";
import { expect, type Locator, type Page, test } from "./support/test.ts";

const zone = "Europe/London";
/** A Monday that is soon, and past any notice. */
const monday = (() => {
	const soon = new Date(Date.now() + 8 * 86_400_000);
	return addDays(soon.toISOString().slice(0, 10), (8 - soon.getUTCDay()) % 7);
})();
const [named, tuesday] = [dayLabel(monday), dayLabel(addDays(monday, 1))];
const at = (day: Day, hour: number) => new Date(startOfDay(day, zone) + hour * 3_600_000).toISOString();
const cell = (page: Page, words: string) => page.getByRole("gridcell", { name: words, exact: true });
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const note = (page: Page, words: string | RegExp) => expect(page.getByText(words).first()).toBeVisible();
const open = (page: Page, { email }: TestTeacher) => signIn(page, email, `/desk/calendar?day=${monday}`);

async function book({ handle }: TestTeacher, name: string, hour: number, day = monday): Promise<string> {
	const [row] = await sql<{ id: string }>(
		"select api.book_slot($1, $2, 'lesson', $3, $4, $5, 'UTC') ->> 'booking_id' as id",
		[
			`${name}-${handle}`,
			handle,
			at(day, hour),
			name,
			`${name.replace(" ", "-").toLowerCase()}-${handle}@booker.example`,
		],
	);
	return row?.id ?? "";
}
const standing = async (id: string) => {
	const [row] = await sql<{ at: Date; message: string | null; told: number }>(
		`select lower(during) as at, move_message as message,
			(select count(*)::integer from app.mails where booking_id = $1 and kind = 'moved' and recipient = 'booker') as told from app.bookings where id = $1`,
		[id],
	);
	return [row?.at.toISOString(), row?.message, row?.told];
};
async function middle(target: Locator): Promise<{ x: number; y: number }> {
	await target.scrollIntoViewIfNeeded();
	const box = await target.boundingBox();
	return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
}
/** From its first quarter of an hour to that of another. */
async function drag(page: Page, card: Locator, to: Locator): Promise<void> {
	await card.scrollIntoViewIfNeeded();
	const box = await card.boundingBox();
	const goal = await middle(to);
	await page.mouse.move(goal.x, (box?.y ?? 0) + 5);
	await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 5);
	await page.mouse.down();
	await page.mouse.move((box?.x ?? 0) + 30, (box?.y ?? 0) + 30);
	await page.mouse.move(goal.x, goal.y);
	await page.mouse.up();
}

test("a booking is dragged to another time: it is said who is told, what is taken loses nothing, and it is moved back", async ({
	page,
}) => {
	once("desk, UTC, dark");
	const teacher = await newTeacher({ zone });
	const id = await book(teacher, "Early Bird", 10);
	await book(teacher, "Night Owl", 13);
	await open(page, teacher);
	const card = button(page, /Early Bird/);
	await drag(page, card, cell(page, `${tuesday}, 11:30, open`));
	const dialog = page.getByRole("dialog", { name: "Move this booking" });
	await expect(dialog).toContainText("Early Bird gets a mail with the new time.");
	await expect(dialog).toContainText(`It is ${named}, 10:00 – 11:00, Lesson.`);
	await expect(page.getByLabel("New day")).toHaveValue(addDays(monday, 1));
	await expect(page.getByLabel("New start")).toHaveValue("11:30");
	await page.getByLabel("What you want to say of it").fill("The hall is taken.");
	await look(page, "calendar-move");

	// To where somebody else is: it is said, and all that was typed is there.
	await page.getByLabel("New day").fill(monday);
	await page.getByLabel("New start").fill("12:30");
	await button(page, "Move").click();
	await expect(dialog.getByRole("alert")).toContainText("Something else is booked there");
	await expect(page.getByLabel("What you want to say of it")).toHaveValue("The hall is taken.");
	await expect.poll(() => standing(id)).toEqual([at(monday, 10), null, 0]);
	await look(page, "calendar-move-taken");
	await page.getByLabel("New start").fill("14:15");
	await button(page, "Move").click();
	await expect(dialog).toBeHidden();
	await note(page, `Early Bird: ${named}, 14:15.`);
	await note(page, "Undo moves it again, and tells them again.");
	await expect.poll(() => standing(id)).toEqual([at(monday, 14.25), "The hall is taken.", 1]);
	await look(page, "calendar-moved");
	await button(page, "Undo").last().click();
	await note(page, /^Undone: /);
	await expect.poll(() => standing(id)).toEqual([at(monday, 10), null, 2]);
	await expect(button(page, /10:00 – 11:00: Early Bird/)).toBeVisible();

	// A drag that is left is none.
	await drag(page, card, cell(page, `${tuesday}, 11:30, open`));
	await button(page, "Leave it").click();
	await expect(button(page, /10:00 – 11:00: Early Bird/)).toBeVisible();
	await expect.poll(() => standing(id)).toEqual([at(monday, 10), null, 2]);
});

test("by the keyboard alone it is moved by arrows, and by its form to another week", async ({ page }) => {
	once("desk, UTC, dark");
	const teacher = await newTeacher({ zone });
	const id = await book(teacher, "Early Bird", 10);
	await open(page, teacher);
	await tabTo(page, button(page, /Early Bird/));
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("ArrowDown");
	await note(page, `Early Bird: ${tuesday}, 10:15. Enter goes on, Escape gives up.`);
	await page.keyboard.press("Escape");
	await note(page, "Given up. Nothing was changed.");
	await page.keyboard.press("ArrowUp");
	await page.keyboard.press("Enter");
	await expect(page.getByLabel("New start")).toHaveValue("09:45");
	await tabTo(page, page.getByLabel("What you want to say of it"));
	await page.keyboard.type("See you earlier.");
	await tabTo(page, page.getByRole("button", { name: "Move", exact: true }));
	await page.keyboard.press("Enter");
	await note(page, `Early Bird: ${named}, 9:45.`);
	await expect.poll(() => standing(id)).toEqual([at(monday, 9.75), "See you earlier.", 1]);
	// Who moved it is where they were.
	await expect(button(page, /Early Bird/)).toBeFocused();
	await look(page, "calendar-moved-keys");

	await page.keyboard.press("Enter");
	await tabTo(page, page.getByRole("button", { name: "Move", exact: true }));
	await look(page, "calendar-booking-move");
	await page.keyboard.press("Enter");
	const later = addDays(monday, 8);
	await typeDay(page, page.getByLabel("New day"), later);
	await page.keyboard.press("Enter");
	await note(page, `Early Bird: ${dayLabel(later)}, 9:45.`);
	await expect(button(page, new RegExp(`${dayLabel(later)}, 9:45 – 10:45: Early Bird`))).toBeVisible();
	await expect.poll(() => standing(id)).toEqual([at(later, 9.75), null, 2]);
	await page.keyboard.press("Control+z");
	await note(page, /^Undone: /);
	await expect.poll(() => standing(id)).toEqual([at(monday, 9.75), null, 3]);
});

test("what its booker moved meanwhile is said, shown as it is now, and moved from there", async ({
	page,
}) => {
	const teacher = await newTeacher({ zone });
	const id = await book(teacher, "Early Bird", 10);
	await open(page, teacher);
	await button(page, /Early Bird/).click();
	await page.getByRole("button", { name: "Move", exact: true }).click();
	await page.getByLabel("New start").fill("15:00");
	await page.getByLabel("What you want to say of it").fill("I am late.");
	await sql("select api.move_booking($1, $2, 1, $3)", [`meanwhile-${teacher.handle}`, id, at(monday, 12)]);
	const dialog = page.getByRole("dialog", { name: "Move this booking" });
	await page.getByRole("button", { name: "Move", exact: true }).click();
	await expect(dialog.getByRole("alert")).toContainText("moved or cancelled meanwhile");
	await expect(dialog).toContainText(`It is ${named}, 12:00 – 13:00, Lesson.`);
	await expect(page.getByLabel("What you want to say of it")).toHaveValue("I am late.");
	await look(page, "calendar-move-stale");
	await page.getByRole("button", { name: "Move", exact: true }).click();
	await expect(dialog).toBeHidden();
	await expect.poll(() => standing(id)).toEqual([at(monday, 15), "I am late.", 2]);
});
