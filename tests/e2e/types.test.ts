import { look, tabTo } from "./support/look.ts";
import { newTeacher, sql, type TestTeacher } from "./support/school.ts";
import { signIn, signInByForm } from "./support/sign-in.ts";
import { expect, type Locator, type Page, test } from "./support/test.ts";

test.use({ actionTimeout: 15_000 });
// What depends on neither zone nor colours: once on a phone in light, once at a desk in dark.
test.beforeEach(() => {
	const { name } = test.info().project;
	test.skip(!["phone, UTC", "desk, UTC, dark"].includes(name), "seen on two screens");
});

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });
const section = (page: Page, title: string) => page.locator("summary").filter({ has: heading(page, title) });
const named = (page: Page) => page.getByRole("list", { name: "Appointment types" }).getByRole("heading");

async function backTo(page: Page, target: Locator): Promise<void> {
	while (!(await target.evaluate((element) => element === document.activeElement)))
		await page.keyboard.press("Shift+Tab");
}

const stored = (teacher: TestTeacher) =>
	sql<{
		handle: string;
		name: string;
		seats: number;
		description: string;
		step_minutes: number;
		retired: boolean;
		questions: object[];
	}>(
		`select type.handle, type.name, type.description, seats, step_minutes, retired_at is not null as retired, questions
		from app.appointment_types type join app.teachers teacher on teacher.id = type.teacher_id
		where teacher.handle = $1 order by type.position`,
		[teacher.handle],
	);

test("by keyboard alone a teacher makes a type, is told at each field what to mend, and people find it on the page", async ({
	page,
}) => {
	const teacher = await newTeacher();
	await signInByForm(page, teacher.email, "/desk/types");
	await look(page, "types");
	await tabTo(page, page.getByRole("link", { name: "New type" }));
	await page.keyboard.press("Enter");
	await expect(heading(page, "New type")).toBeVisible();

	await tabTo(page, page.getByLabel("Name", { exact: true }));
	await page.keyboard.press("Enter");
	await expect(page.getByText("Please name it.")).toBeVisible();
	await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
	await page.keyboard.type("Käthe’s exam");
	await expect(page.getByLabel("The end of its link")).toHaveValue("kaethes-exam");
	await tabTo(page, page.getByLabel("How many minutes it lasts"));
	await page.keyboard.press("ControlOrMeta+a");
	await page.keyboard.type("3");
	await tabTo(page, button(page, "Let people choose another length"));
	await page.keyboard.press("Enter");
	await tabTo(page, page.getByLabel("Or, as another choice (1)"));
	await page.keyboard.type("90");

	await tabTo(page, section(page, "When"));
	await page.keyboard.press("Enter");
	await tabTo(page, page.getByLabel("Booked at least this long before it starts", { exact: true }));
	await page.keyboard.press("ControlOrMeta+a");
	await page.keyboard.type("40");
	await tabTo(page, page.getByLabel("Booked at least this long before it starts: minutes"));
	await page.keyboard.type("d");

	await tabTo(page, button(page, "Make this type"));
	await page.keyboard.press("Enter");
	// All that the server finds, each where it can be mended.
	await expect(page.getByText("Between 5 minutes and 12 hours.")).toHaveCount(1);
	await expect(page.getByText("At most 30 days.")).toBeVisible();
	await expect(page.getByLabel("How many minutes it lasts")).toBeFocused();
	await look(page, "type-new-errors");

	await page.keyboard.press("ControlOrMeta+a");
	await page.keyboard.type("45");
	await tabTo(page, page.getByLabel("Booked at least this long before it starts", { exact: true }));
	await page.keyboard.press("ControlOrMeta+a");
	await page.keyboard.type("2");
	await page.keyboard.press("Enter");
	await expect(page.getByText("It is made. Your page shows it now.")).toBeVisible();
	await look(page, "type-made");
	await tabTo(page, page.getByRole("link", { name: "All types" }));
	await page.keyboard.press("Enter");
	await expect(named(page)).toHaveText(["Lesson", "Käthe’s exam"]);
	await page.goto(teacher.url);
	await expect(page.getByText("Käthe’s exam")).toBeVisible();
	expect((await stored(teacher))[1]).toMatchObject({ name: "Käthe’s exam", step_minutes: 45 });
});

test("by keyboard alone questions are written, put in order, and mended where a closed section hid the fault", async ({
	page,
}) => {
	const teacher = await newTeacher();
	await signIn(page, teacher.email, "/desk/types");
	await page.getByRole("link", { name: "Lesson", exact: true }).click();
	await tabTo(page, section(page, "Questions"));
	await page.keyboard.press("Enter");
	for (const question of ["What is it about?", "Which level?"]) {
		await tabTo(page, button(page, /^Ask something/));
		await page.keyboard.press("Enter");
		await tabTo(page, page.getByLabel(/^What question \d asks$/).last());
		await page.keyboard.type(question);
	}
	await tabTo(page, page.getByLabel("How question 2 is answered"));
	await page.keyboard.type("One of");
	await tabTo(page, page.getByLabel("Choice 1"));
	await page.keyboard.type("Beginner");
	await backTo(page, button(page, "Move question 2 up"));
	await page.keyboard.press("Enter");
	await expect(page.getByLabel("What question 1 asks")).toHaveValue("Which level?");
	await section(page, "Questions").focus();
	await page.keyboard.press("Enter");
	await expect(page.getByLabel("Choice 2")).toBeHidden();
	await tabTo(page, button(page, "Save changes"));
	await page.keyboard.press("Enter");
	await expect(page.getByText("Please write this choice, or remove it.")).toBeVisible();
	await expect(page.getByLabel("Choice 2")).toBeFocused();
	await look(page, "type-questions");
	await page.keyboard.type("Expert");
	await page.keyboard.press("Enter");
	await expect(page.getByText("Saved. Your page shows it now.")).toBeVisible();
	expect((await stored(teacher))[0]?.questions).toMatchObject([
		{ label: "Which level?", kind: "choice", choices: ["Beginner", "Expert"] },
		{ label: "What is it about?", kind: "text" },
	]);
});

test("a name that another type has gets another address, and an address that one has is refused at its field", async ({
	page,
}) => {
	const teacher = await newTeacher({ types: 2 });
	await signIn(page, teacher.email, "/desk/types");
	await page.getByRole("link", { name: "Duplicate Lesson", exact: true }).click();
	await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Lesson (copy)");
	await page.getByLabel("Name", { exact: true }).fill("Lesson");
	await expect(page.getByLabel("The end of its link")).toHaveValue("lesson-2");
	await page.getByLabel("The end of its link").fill("lesson-1");
	await button(page, "Make this type").click();
	await expect(page.getByText(/^Another type of yours has this address/)).toBeVisible();
	await expect(page.getByLabel("The end of its link")).toBeFocused();
	await page.getByLabel("The end of its link").fill("lesson-2");
	await button(page, "Make this type").click();
	await expect(page.getByText("It is made. Your page shows it now.")).toBeVisible();
	expect((await stored(teacher)).map(({ handle }) => handle)).toEqual(["lesson", "lesson-1", "lesson-2"]);
});

test("bookings that an edit does not offer any more are told, and stay", async ({ page }) => {
	const teacher = await newTeacher({ zone: "UTC" });
	await sql(
		`select api.book_slot($1, $2, 'lesson', (current_date + 3) + time '09:00', 'Early Bird', $1 || '@home.example', 'UTC')`,
		[`${teacher.handle}-outside`, teacher.handle],
	);
	await signIn(page, teacher.email, "/desk/types");
	await page.getByRole("link", { name: "Lesson", exact: true }).click();
	await section(page, "How long").click();
	await page.getByLabel("Minutes from one start to the next").fill("50");
	await button(page, "Save changes").click();
	await expect(
		page.getByText("A booking to come is at a time that you do not offer any more."),
	).toBeVisible();
	await look(page, "type-outside");
	await page.getByRole("link", { name: "See what to do with it" }).click();
	await expect(page).toHaveURL(/\/desk\/hours$/);
	const states = await sql("select state from app.bookings where name = 'Early Bird' and email like $1", [
		`${teacher.handle}%`,
	]);
	expect(states).toEqual([{ state: "confirmed" }]);
});

test("what was saved elsewhere meanwhile is shown, and neither that nor what was typed here is lost", async ({
	page,
	context,
}) => {
	const teacher = await newTeacher();
	await signIn(page, teacher.email, "/desk/types");
	await page.getByRole("link", { name: "Lesson", exact: true }).click();
	await expect(heading(page, "Edit type")).toBeVisible();
	const second = await context.newPage();
	await second.goto(page.url());
	await second.getByLabel("Name", { exact: true }).fill("Long lesson");
	await second.getByLabel("Description (if any)").fill("Theirs.");
	await button(second, "Save changes").click();
	await expect(second.getByText("Saved. Your page shows it now.")).toBeVisible();

	await section(page, "How long").click();
	await page.getByLabel("Seats").fill("4");
	await page.getByLabel("Description (if any)").fill("Mine.");
	await button(page, "Save changes").click();
	await expect(page.getByText("This type was changed somewhere else")).toBeVisible();
	await expect(page.getByText("Name: Long lesson")).toBeVisible();
	await expect(
		page.getByText("Description: Theirs. (you have changed it, too: yours would be kept)"),
	).toBeVisible();
	await expect(page.getByLabel("Seats")).toHaveValue("4");
	await look(page, "type-stale");
	await button(page, "Keep my changes, and those").click();
	await expect(page.getByText("Saved. Your page shows it now.")).toBeVisible();
	await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Long lesson");
	expect(await stored(teacher)).toMatchObject([{ name: "Long lesson", seats: 4, description: "Mine." }]);
});

test("who leaves without having saved is asked, by a link as by the way back, and stays where they want to", async ({
	page,
}) => {
	const teacher = await newTeacher();
	await signIn(page, teacher.email, "/desk/types");
	await page.getByRole("link", { name: "Lesson", exact: true }).click();
	await page.getByLabel("Name", { exact: true }).fill("Half a name");
	await page.getByRole("link", { name: "Bookings", exact: true }).click();
	await expect(heading(page, "Leave without saving?")).toBeVisible();
	await look(page, "type-leave");
	await page.keyboard.press("Escape");
	await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Half a name");
	await page.evaluate(() => history.back());
	await expect(heading(page, "Leave without saving?")).toBeVisible();
	await button(page, "Stay here").click();
	await expect(heading(page, "Edit type")).toBeVisible();
	await page.getByRole("link", { name: "All types" }).click();
	await button(page, "Leave without saving").click();
	await expect(named(page)).toHaveText(["Lesson"]);
	// With nothing to lose nobody is asked.
	await page.getByRole("link", { name: "Lesson", exact: true }).click();
	await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Lesson");
	await page.getByRole("link", { name: "Bookings", exact: true }).click();
	await expect(heading(page, "Your bookings")).toBeVisible();
});

test("types are put in order by dragging and by buttons, one is retired, and that is undone", async ({
	page,
}) => {
	const teacher = await newTeacher({ types: 3 });
	await signIn(page, teacher.email, "/desk/types");
	await expect(named(page)).toHaveText(["Lesson", "Lesson 1", "Lesson 2"]);
	const handles = page.locator("[data-drag-handle]");
	await handles.nth(2).hover();
	await page.mouse.down();
	const first = await handles.nth(0).boundingBox();
	await page.mouse.move((first?.x ?? 0) + 20, (first?.y ?? 0) + 10, { steps: 8 });
	await page.mouse.up();
	await expect(named(page)).toHaveText(["Lesson 2", "Lesson", "Lesson 1"]);
	const order = async () => (await stored(teacher)).map(({ name }) => name);
	await expect.poll(order).toEqual(["Lesson 2", "Lesson", "Lesson 1"]);

	// The second comes while the first is on its way.
	await page.route("**/api/type-order", async (route) => {
		await new Promise((wake) => setTimeout(wake, 500));
		await route.continue();
	});
	await button(page, "Move Lesson 2 down").focus();
	await page.keyboard.press("Enter");
	await expect(named(page)).toHaveText(["Lesson", "Lesson 2", "Lesson 1"]);
	await expect(button(page, "Move Lesson 2 down")).toBeFocused();
	await page.keyboard.press("Enter");
	await expect(page.getByText("Lesson 2 is number 3 of 3 now.")).toBeAttached();
	await expect.poll(order).toEqual(["Lesson", "Lesson 1", "Lesson 2"]);

	const outside = page.getByText("A booking to come is at a time that you do not offer any more.");
	const { handle = "" } = (await stored(teacher)).find(({ name }) => name === "Lesson 1") ?? {};
	await sql(
		`select api.book_slot('retired-' || gen_random_uuid(), $1, $2, (
			select (slot ->> 'starts_at')::timestamptz
			from jsonb_array_elements(api.list_slots($1, $2, now(), now() + interval '14 days') -> 'slots') as slot limit 1
		), 'Left Lena', 'left-' || $1 || '@booker.example', 'UTC')`,
		[teacher.handle, handle],
	);
	await button(page, "Retire Lesson 1").click();
	await look(page, "type-retire");
	await button(page, "Yes, retire it").click();
	await expect(page.getByText("“Lesson 1” is retired")).toBeVisible();
	await expect(named(page)).toHaveText(["Lesson", "Lesson 2"]);
	await expect(outside).toBeVisible();
	await look(page, "type-retired");
	expect((await stored(teacher)).map(({ retired }) => retired)).toEqual([false, true, false]);
	await button(page, "Undo").click();
	await expect(named(page)).toHaveText(["Lesson", "Lesson 1", "Lesson 2"]);
	await expect(outside).toHaveCount(0);
	expect((await stored(teacher)).map(({ retired }) => retired)).toEqual([false, false, false]);

	// An instance from before, which says nothing at all.
	await page.route("**/api/retirements", async (route) => {
		await route.fetch();
		await route.fulfill({ status: 204 });
	});
	await button(page, "Retire Lesson 2").click();
	await button(page, "Yes, retire it").click();
	await expect(page.getByText("“Lesson 2” is retired")).toBeVisible();
	await expect(outside).toHaveCount(0);
	await button(page, "Undo").click();
	await expect(named(page)).toHaveText(["Lesson", "Lesson 1", "Lesson 2"]);
	await page.unroute("**/api/retirements");

	await button(page, "Retire Lesson 1").click();
	await button(page, "Yes, retire it").click();
	await page.getByRole("link", { name: "See what to do with it" }).click();
	await button(page, /^Keep Left Lena/).click();
	await expect(heading(page, "One booking lies outside what you offer")).toHaveCount(0);
});
