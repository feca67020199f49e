import { booked, hoursFromNow } from "./support/booked.ts";
import { toDeskPage } from "./support/desk-pages.ts";
import { look, tabTo } from "./support/look.ts";
import { newOffice, type Office } from "./support/office-school.ts";
import { newTeacher, sql } from "./support/school.ts";
import { signIn } from "./support/sign-in.ts";
import { expect, type Page, test } from "./support/test.ts";

/** Who acts at the desk, as SQL knows it. */
const userOf = async (email: string) =>
	(
		await sql<{ user_id: string }>(
			"select user_id from app.teachers where email = $1 union all select user_id from app.staff where email = $1",
			[email],
		)
	)[0]?.user_id ?? "";

const filter = (page: Page) => page.locator("summary", { hasText: "Filter" }).filter({ visible: true });

test("a teacher reads what was changed, by whom, and what it was before; and narrows it down", async ({
	page,
}) => {
	const teacher = await newTeacher();
	await booked(teacher.handle, { at: hoursFromNow(50), name: "Käthe Müller" });
	await signIn(page, teacher.email, "/desk/trail");
	await expect(page.getByRole("heading", { name: "Changes" })).toBeVisible();
	await expect(page.getByText(`Made the profile of ${teacher.name}`)).toBeVisible();
	await expect(page.getByText("An import").first()).toBeVisible();

	await page.goto("/desk");
	await page.locator("summary", { hasText: "Käthe" }).click();
	await page.getByRole("button", { name: "Cancel this booking" }).click();
	await page.getByRole("textbox", { name: "Why, in your words" }).fill("I am ill.");
	await page.getByRole("button", { name: "Cancel and tell them" }).click();
	await expect(page.getByRole("dialog")).toHaveCount(0);
	const user = await userOf(teacher.email);
	const [type] = await sql<{ listed: { id: string; version: number }[] }>(
		"select api.list_types($1) as listed",
		[user],
	);
	const { id, version, ...wish } = type?.listed[0] ?? { id: "", version: 0 };
	await sql("select api.save_type($1, $2, $3, $4)", [
		user,
		id,
		version,
		JSON.stringify({ ...wish, notice_minutes: 30, seats: 2 }),
	]);

	await sql(
		"select api.save_hook($1, gen_random_uuid(), 0, '{booking.confirmed}', true, 'sealed', 'sealed')",
		[user],
	);

	await toDeskPage(page, "Changes");
	await expect(page.getByText("Made a webhook")).toBeVisible();
	await expect(page.getByText("Told of: booking.confirmed")).toBeVisible();
	const line = page.getByRole("listitem").filter({ hasText: "Cancelled the booking of Käthe Müller" });
	await expect(line).toContainText("Reason: I am ill.");
	await expect(line).toContainText(teacher.name);
	await expect(page.getByText("Notice: 30 min (was 120 min)")).toBeVisible();
	await look(page, "trail");
	await line.evaluate((element) => element.scrollIntoView());
	await look(page, "trail-lines");

	await tabTo(page, filter(page));
	await page.keyboard.press("Enter");
	await tabTo(page, page.getByRole("combobox", { name: "About" }));
	await page.getByRole("combobox", { name: "About" }).selectOption("Types");
	await page.getByRole("button", { name: "Show" }).click();
	await expect(page.getByText("Changed the type “Lesson”")).toBeVisible();
	await expect(line).toHaveCount(0);
	expect(new URL(page.url()).searchParams.get("about")).toBe("types");
	const download = page.waitForEvent("download");
	await page.getByRole("link", { name: "Download as CSV" }).click();
	expect((await download).suggestedFilename()).toBe("changes.csv");

	await page.goto("/desk/trail?until=2001-01-01");
	await expect(page.getByRole("heading", { name: "No change fits this" })).toBeVisible();
	await look(page, "trail-none-fits");
	await page.getByRole("link", { name: "Show all again" }).click();
	await expect(line).toBeVisible();
});

test("the office reads all of its school, teacher by teacher and page by page", async ({ page }) => {
	const office = await newOffice();
	const [ada, bela] = office.teachers as [Office["teachers"][number], Office["teachers"][number]];
	await sql(
		`insert into app.audit (at, actor_kind, verb, school_id, teacher_id, subject_kind, subject_id, before, after)
		select now() - n * interval '1 hour', 'operator', 'changed', teacher.school_id, teacher.id, 'teacher', teacher.id,
			'{"time_zone": "Europe/Paris"}', '{"time_zone": "Europe/Berlin"}'
		from app.teachers teacher, generate_series(1, 60) as n where teacher.handle = $1`,
		[bela.handle],
	);
	await signIn(page, office.email, "/desk/trail");
	await expect(page.getByText("Time zone: Europe/Berlin (was Europe/Paris)").first()).toBeVisible();
	await look(page, "trail-office");
	await filter(page).click();
	await page.getByRole("combobox", { name: "Teacher" }).selectOption(ada.name);
	await page.getByRole("button", { name: "Show" }).click();
	await expect(page.getByText(`Made the profile of ${ada.name}`)).toBeVisible();
	await expect(page.getByText("Europe/Paris")).toHaveCount(0);
	await page.getByRole("combobox", { name: "Teacher" }).selectOption(bela.name);
	await page.getByRole("button", { name: "Show" }).click();
	await page.getByRole("link", { name: "Earlier changes" }).click();
	await expect(page.getByRole("link", { name: "Back to the newest" })).toBeVisible();
	await expect(page.getByRole("listitem").filter({ hasText: "Europe/Paris" })).not.toHaveCount(50);
});

test("where the clocks differ the times are told by both", async ({ browser }) => {
	const teacher = await newTeacher({ zone: "Europe/London" });
	const context = await browser.newContext({ timezoneId: "Asia/Kathmandu" });
	const page = await context.newPage();
	await signIn(page, teacher.email, "/desk/trail");
	await expect(page.getByText(/all times in London/)).toBeVisible();
	await expect(page.getByText(/^(?:\w+ \d+ \w+, )?\d+:\d\d(?: [ap]m)? Kathmandu$/).first()).toBeVisible();
	await context.close();
});
