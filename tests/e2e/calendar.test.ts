import { randomUUID } from "node:crypto";
import { addDays, type Day, startOfDay } from "../../lib/time.ts";
import { dayLabel } from "../../lib/time-words.ts";
import { look, tabTo } from "./support/look.ts";
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
const named = dayLabel(monday);
const at = (day: Day, hour: number) => new Date(startOfDay(day, zone) + hour * 3_600_000).toISOString();
const cell = (page: Page, words: string) => page.getByRole("gridcell", { name: words, exact: true });
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const note = (page: Page, words: string | RegExp) => expect(page.getByText(words).first()).toBeVisible();

const open = (page: Page, { email }: TestTeacher, query = "") =>
	signIn(page, email, `/desk/calendar?day=${monday}${query}`);

async function bookEarlyBird({ handle }: TestTeacher): Promise<void> {
	await sql("select api.book_slot($1, $2, 'lesson', $3, 'Early Bird', $4, 'UTC')", [
		`calendar-${handle}`,
		handle,
		at(monday, 10),
		`early-${handle}@booker.example`,
	]);
}

async function middle(target: Locator): Promise<{ x: number; y: number }> {
	await target.scrollIntoViewIfNeeded();
	const box = await target.boundingBox();
	return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
	await page.mouse.move(from.x, from.y);
	await page.mouse.down();
	await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
	await page.mouse.move(to.x, to.y);
	await page.mouse.up();
}

test("hours are opened and changed by the mouse, undone and done again, and what lies outside then is said", async ({
	page,
}) => {
	once("desk, UTC, dark");
	const teacher = await newTeacher({ zone });
	await bookEarlyBird(teacher);
	await sql(
		`with feed as (
			insert into app.busy_feeds (teacher_id, name, sealed_url)
			select id, 'Private', 'sealed' from app.teachers where handle = $1 returning id, teacher_id
		)
		insert into app.busy_times (teacher_id, feed_id, during, note)
		select teacher_id, id, tstzrange($2, $3), 'Dentist' from feed`,
		[teacher.handle, at(addDays(monday, 2), 12), at(addDays(monday, 2), 14)],
	);
	await open(page, teacher);
	await expect(button(page, /10:00 – 11:00: Early Bird, Lesson/)).toBeVisible();
	await expect(page.getByText("Dentist (Private)")).toBeVisible();
	await look(page, "calendar-week");

	// Scrolled to first, as it is the one that may not be seen.
	const end = await middle(cell(page, `${named}, 19:45, closed`));
	await drag(page, await middle(cell(page, `${named}, 18:30, closed`)), end);
	await expect(page.getByRole("dialog")).toContainText("On this day alone");
	await expect(page.getByLabel("From", { exact: true })).toHaveValue("18:30");
	await expect(page.getByLabel("Until", { exact: true })).toHaveValue("20:00");
	await look(page, "calendar-form");
	await button(page, "Save").click();
	await note(page, `${named}: open 8:00 – 18:00 and 18:30 – 20:00.`);

	const { y } = await middle(cell(page, `${named}, 11:30, open`));
	const grip = await button(page, `Open 8:00 – 18:00, ${named}`).boundingBox();
	const edge = { x: (grip?.x ?? 0) + 60, y: (grip?.y ?? 0) - 4 };
	await drag(page, edge, { x: edge.x, y });
	await note(page, new RegExp(`${named}: open 11:\\d\\d – 18:00 and 18:30 – 20:00.`));
	await note(page, "One booking lies outside what you offer and stands all the same.");
	await expect(page.getByRole("link", { name: "Settle it" })).toHaveAttribute("href", "/desk/hours");
	await look(page, "calendar-outside");
	await page.keyboard.press("Control+z");
	await note(page, /^Undone: /);
	await expect(cell(page, `${named}, 9:00, open`)).toHaveCount(1);
	await page.keyboard.press("Control+Shift+z");
	await note(page, /^Done again: /);
	await expect(cell(page, `${named}, 9:00, closed`)).toHaveCount(1);
	await button(page, "Undo").last().click();
	await expect(cell(page, `${named}, 9:00, open`)).toHaveCount(1);

	await button(page, /Early Bird/).click();
	await expect(page.getByRole("dialog")).toContainText(`early-${teacher.handle}@booker.example`);
	await expect(page.getByRole("link", { name: "Early Bird" })).toHaveAttribute(
		"href",
		`/desk?q=Early+Bird&from=${monday}&until=${monday}`,
	);
	await look(page, "calendar-booking");
});

test("by the keyboard alone time is marked, an absence is noted, moved, given up, saved and undone", async ({
	browser,
}) => {
	once("desk, UTC, dark");
	const page = await (await browser.newContext({ timezoneId: "Asia/Kathmandu" })).newPage();
	const teacher = await newTeacher({ zone });
	await open(page, teacher);
	// The teacher's clock and the one in front of the screen.
	for (const city of ["Kathmandu", "London"])
		await expect(page.getByText(city, { exact: true })).toBeVisible();
	await tabTo(page, cell(page, `${named}, 8:00, open`));
	await page.keyboard.press("PageDown");
	await expect(cell(page, `${named}, 9:00, open`)).toBeFocused();
	for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowDown");
	await expect(page.getByRole("gridcell", { selected: true })).toHaveCount(4);
	await note(page, "9:00 – 10:00 selected. Enter goes on.");
	await page.keyboard.press("Enter");
	await expect(page.getByRole("radio", { name: "Open these hours" })).toBeFocused();
	await page.keyboard.press("ArrowUp");
	await expect(page.getByRole("radio", { name: "I am away" })).toBeChecked();
	await tabTo(page, button(page, "Save"));
	await page.keyboard.press("Enter");
	await note(page, `Away ${named}, 9:00 – 10:00.`);

	await tabTo(page, button(page, `Away ${named}, 9:00 – 10:00`));
	const tuesday = dayLabel(addDays(monday, 1));
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("Shift+ArrowDown");
	await note(page, `Away ${tuesday}, 9:00 – 10:15. Enter saves, Escape gives up.`);
	await page.keyboard.press("Escape");
	await note(page, "Given up. Nothing was changed.");
	await expect(button(page, `Away ${named}, 9:00 – 10:00`)).toBeFocused();
	await page.keyboard.press("ArrowUp");
	await page.keyboard.press("Enter");
	await note(page, `Away ${named}, 8:45 – 9:45.`);
	await look(page, "calendar-keys");
	await page.keyboard.press("Control+z");
	await expect(button(page, `Away ${named}, 9:00 – 10:00`)).toHaveCount(1);

	const grip = button(page, `Open 8:00 – 18:00, ${tuesday}`);
	await tabTo(page, grip);
	await page.keyboard.press("Shift+ArrowUp");
	await page.keyboard.press("Enter");
	await note(page, `${tuesday}: open 8:00 – 17:45.`);
	await page.context().close();
});

test("on a phone three days are shown, a tap opens a form, and a month tells its days", async ({ page }) => {
	test.skip(!test.info().project.name.startsWith("phone"), "seen on phones");
	const teacher = await newTeacher({ zone });
	await bookEarlyBird(teacher);
	await sql(`update app.teachers set holiday_region = 'XX' where handle = $1`, [teacher.handle]);
	await sql(
		"insert into app.holidays (region, day, name) values ('XX', $1, 'Harvest') on conflict do nothing",
		[addDays(monday, 1)],
	);
	await open(page, teacher);
	await expect(
		button(page, new RegExp(`^${dayLabel(addDays(monday, 1), "long")}, Harvest, closed`)),
	).toBeVisible();
	await look(page, "calendar-three-days");
	await button(page, "Later days").tap();
	const thursday = dayLabel(addDays(monday, 3));
	await cell(page, `${thursday}, 9:00, open`).tap();
	await page.getByText("Close these hours").tap();
	await button(page, "Save").tap();
	await note(page, `${thursday}: open 8:00 – 9:00 and 10:00 – 18:00.`);

	await button(page, "month").tap();
	await expect(cell(page, `${dayLabel(monday, "long")}, 1 booking, open 8:00 – 18:00`)).toBeVisible();
	await look(page, "calendar-month");
	await cell(page, `${dayLabel(monday, "long")}, 1 booking, open 8:00 – 18:00`).tap();
	await look(page, "calendar-day");
	await button(page, "I am away").tap();
	await expect(page.getByRole("checkbox", { name: "Whole days" })).toBeChecked();
	await page.getByLabel("Until day").fill(addDays(monday, 2));
	await button(page, "Save").tap();
	await note(page, `Away ${named} – ${dayLabel(addDays(monday, 2))}.`);
	await expect(page.getByRole("gridcell", { name: /, away$/ })).toHaveCount(3);
});

test("what was changed elsewhere meanwhile is shown and asked about; days are marked in the month", async ({
	page,
}) => {
	once("desk, UTC, dark");
	const teacher = await newTeacher({ zone });
	await sql(
		`with evenings as (
			insert into app.schedules (teacher_id, name) select id, 'Evenings' from app.teachers where handle = $1 returning id
		)
		insert into app.weekly_hours (schedule_id, weekday, minutes) select id, 1, '{[1140,1200)}' from evenings`,
		[teacher.handle],
	);
	await open(page, teacher);
	await expect(cell(page, `${named}, 8:00, open`)).toBeVisible();
	await page.getByRole("combobox", { name: "Hours of" }).selectOption("Evenings");
	await expect(cell(page, `${named}, 19:00, open`)).toHaveCount(1);
	await expect(cell(page, `${named}, 8:00, closed`)).toHaveCount(1);
	await page.getByRole("combobox", { name: "Hours of" }).selectOption("Weekly hours");
	await sql(
		`with mine as (
			update app.schedules set version = version + 1
			where is_usual and teacher_id = (select id from app.teachers where handle = $1) returning id
		)
		insert into app.overrides (schedule_id, day, minutes) select id, $2, '{}' from mine`,
		[teacher.handle, addDays(monday, 1)],
	);
	await cell(page, `${named}, 8:00, open`).click();
	await page.getByText("Close these hours").click();
	await button(page, "Save").click();
	await note(page, /This day was changed somewhere else meanwhile/);
	await expect(cell(page, `${dayLabel(addDays(monday, 1))}, 8:00, closed`)).toHaveCount(1);
	await expect(cell(page, `${named}, 8:00, open`)).toHaveCount(1);
	await look(page, "calendar-stale");
	await button(page, "Save it all the same").click();
	// The question has the same words in it.
	await expect(button(page, "Save it all the same")).toHaveCount(0);
	await note(page, `${named}: open 9:00 – 18:00.`);

	await button(page, "month").click();
	const day = (n: number) =>
		page.getByRole("gridcell", { name: new RegExp(`^${dayLabel(addDays(monday, n), "long")}`) });
	await drag(page, await middle(day(0)), await middle(day(2)));
	await expect(page.getByLabel("Until day")).toHaveValue(addDays(monday, 2));
	await button(page, "Save").click();
	await expect(page.getByRole("gridcell", { name: /, away$/ })).toHaveCount(3);
	await look(page, "calendar-month");
});

test("what another desk changed while a form was open is not overwritten by its saving, nor by an undo", async ({
	page,
}) => {
	once("desk, UTC, dark");
	const teacher = await newTeacher({ zone });
	const id = randomUUID();
	await sql(
		"insert into app.busy_times (id, teacher_id, during, note) select $1, id, tstzrange($2, $3), '' from app.teachers where handle = $4",
		[id, at(monday, 9), at(monday, 10), teacher.handle],
	);
	/** Another desk saves it, and this one reads it again, as it does each minute and when it is looked at. */
	async function elsewhere(until: number) {
		await sql(
			"update app.busy_times set version = version + 1, during = tstzrange(lower(during), $2) where id = $1",
			[id, at(monday, until)],
		);
		await expect(async () => {
			await page.evaluate(() => dispatchEvent(new Event("focus")));
			const block = page.locator(`[aria-label^="Away ${named}, 9:00 – ${until}:00"]`);
			await expect(block).toHaveCount(1, { timeout: 1_000 });
		}).toPass();
	}
	const saved = async () => {
		const [row] = await sql<{ until: Date; note: string }>(
			"select upper(during) as until, note from app.busy_times where id = $1",
			[id],
		);
		return [row?.until.toISOString(), row?.note];
	};
	await open(page, teacher);
	await button(page, `Away ${named}, 9:00 – 10:00`).click();
	await page.getByLabel("Note, for you alone").fill("Mine");
	await elsewhere(12);
	await button(page, "Save").click();
	await note(
		page,
		`This absence was changed somewhere else meanwhile, and is shown as it is now: Away ${named}, 9:00 – 12:00.`,
	);
	expect(await saved()).toEqual([at(monday, 12), ""]);
	await look(page, "calendar-absence-stale");
	await button(page, "Save it all the same").click();
	// The note before it has these words, too.
	await expect.poll(saved).toEqual([at(monday, 10), "Mine"]);
	await note(page, `Away ${named}, 9:00 – 10:00.`);

	await elsewhere(13);
	await page.keyboard.press("Control+z");
	await note(page, /Not undone: /);
	expect(await saved()).toEqual([at(monday, 13), "Mine"]);
	await button(page, "Undo it all the same").click();
	await expect.poll(saved).toEqual([at(monday, 12), ""]);
	// That is an edit like any other, and nothing came between.
	await page.keyboard.press("Control+z");
	await note(page, /^Undone: /);
	await expect.poll(saved).toEqual([at(monday, 13), "Mine"]);
});

test("without hours it says what to do, without an answer that it has none, and clocks that change leave nothing out", async ({
	page,
}) => {
	once("phone, UTC");
	const teacher = await newTeacher({ zone });
	await sql(
		"delete from app.weekly_hours where schedule_id in (select schedules.id from app.schedules join app.teachers on teachers.id = teacher_id where handle = $1)",
		[teacher.handle],
	);
	await page.route("**/api/desk-calendar?*", (route) => route.abort());
	await open(page, teacher);
	await expect(page.getByRole("alert").filter({ hasText: "Your calendar did not load" })).toBeVisible();
	await page.unroute("**/api/desk-calendar?*");
	await button(page, "Try again").click();
	await expect(page.getByText("You have no hours yet")).toBeVisible();
	await look(page, "calendar-empty");
	// In spring London's clocks go from 1:00 to 2:00, in autumn from 2:00 back to 1:00.
	await page.goto("/desk/calendar?day=2027-03-27");
	await expect(cell(page, "Sun 28 Mar, 1:00: the clocks leave this out")).toHaveCount(1);
	await expect(cell(page, "Sat 27 Mar, 1:00, closed")).toHaveCount(1);
	await page.goto("/desk/calendar?day=2027-10-30");
	await expect(cell(page, "Sun 31 Oct, 1:45 for the second time, closed")).toHaveCount(1);
	await expect(page.getByRole("row")).toHaveCount(100);
});
