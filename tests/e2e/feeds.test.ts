import { calendarServer } from "../support/calendar-server.ts";
import { calendar, event } from "../support/ics.ts";
import { booked, hoursFromNow } from "./support/booked.ts";
import { toDeskPageByKeys } from "./support/desk-pages.ts";
import { look, openSecondWeek, startOf, tabTo, times } from "./support/look.ts";
import { newTeacher, sql } from "./support/school.ts";
import { signIn } from "./support/sign-in.ts";
import { expect, type Locator, type Page, test } from "./support/test.ts";

let elsewhere: Awaited<ReturnType<typeof calendarServer>>;
test.beforeAll(async () => {
	elsewhere = await calendarServer();
});
test.afterAll(() => elsewhere.close());

const stamp = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.000/g, "");
/** A calendar whose owner is busy for an hour from then on. */
const busyFrom = (start: number) =>
	calendar(event(`DTSTART:${stamp(start)}`, `DTEND:${stamp(start + 3_600_000)}`, "SUMMARY:Dentist"));
const button = (page: Page | Locator, name: string) => page.getByRole("button", { name, exact: true });
const address = (page: Page) => page.getByRole("textbox", { name: "Address of the calendar" });
const naming = (page: Page) => page.getByRole("textbox", { name: "What you call it" });
const card = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });

async function add(page: Page, url: string, name: string): Promise<void> {
	await address(page).fill(url);
	await naming(page).fill(name);
	await button(page, "Add calendar").click();
	await expect(page.getByText("Added.")).toBeVisible();
}

test("a teacher adds the calendar kept elsewhere by keyboard, and what is busy there is free here no longer", async ({
	page,
	browser,
}) => {
	const teacher = await newTeacher();
	const visitor = await (await browser.newContext({ timezoneId: "Europe/London" })).newPage();
	await openSecondWeek(visitor, teacher.url);
	const start = await startOf(visitor, 0);
	const before = await times(visitor).count();

	await signIn(page, teacher.email);
	await toDeskPageByKeys(page, "Other calendars");
	await expect(page.getByRole("heading", { name: "No other calendar yet" })).toBeVisible();
	await page.getByText("Where do I find its address?").click();
	await look(page, "feeds-empty");

	await tabTo(page, address(page));
	await page.keyboard.type("https://192.168.0.1/private.ics");
	await page.keyboard.press("Tab");
	await page.keyboard.type("Family");
	await page.keyboard.press("Enter");
	await expect(page.getByText("Its address leads to a machine that is not on the internet.")).toBeVisible();
	await expect(address(page)).toBeFocused();
	await look(page, "feeds-wrong");
	await address(page).fill(elsewhere.serve(`/${teacher.handle}.ics`, { body: busyFrom(Date.parse(start)) }));
	await page.keyboard.press("Enter");
	await expect(page.getByText("Added.")).toBeVisible();
	await expect(card(page, "Family").getByText("one busy time ahead")).toBeVisible();
	await expect(card(page, "Family").getByText("All read")).toBeVisible();
	await expect(page.getByText("Dentist")).toHaveCount(0);
	await look(page, "feeds-added");

	await openSecondWeek(visitor, teacher.url);
	await expect(times(visitor)).toHaveCount(before - 1);
	expect(await startOf(visitor, 0)).not.toBe(start);

	await tabTo(page, button(page, "Remove Family"));
	await page.keyboard.press("Enter");
	await look(page, "feeds-remove");
	await button(page, "No, leave it").click();
	await expect(button(page, "Remove Family")).toBeFocused();
	await page.keyboard.press("Enter");
	await button(page, "Yes, remove it").click();
	await expect(page.getByRole("heading", { name: "No other calendar yet" })).toBeVisible();
	await openSecondWeek(visitor, teacher.url);
	await expect(times(visitor)).toHaveCount(before);
	await visitor.context().close();
});

test("a calendar that breaks says why and keeps its times, and a name changed elsewhere is not overwritten unseen", async ({
	page,
	context,
}) => {
	const teacher = await newTeacher();
	const path = `/breaks-${teacher.handle}.ics`;
	const url = elsewhere.serve(path, { body: busyFrom(Date.now() + 5 * 86_400_000) });
	await signIn(page, teacher.email, "/desk/feeds");
	await add(page, url, "Choir");
	await add(
		page,
		elsewhere.serve(`/partly-${teacher.handle}.ics`, {
			body: calendar(event("DTSTART:soon", "DURATION:PT1H")),
		}),
		"Club",
	);
	await expect(card(page, "Club").getByText("Partly read")).toBeVisible();
	elsewhere.serve(path, { status: 404 });
	await button(page, "Read now: Choir").click();
	await expect(card(page, "Choir").getByText("There is no calendar at this address any more.")).toBeVisible();
	await expect(card(page, "Choir").getByText("The times it had stay busy.")).toBeVisible();
	await expect(card(page, "Choir").getByText("one busy time ahead")).toBeVisible();
	await look(page, "feeds-broken");

	const second = await context.newPage();
	await second.goto("/desk/feeds");
	await button(page, "Rename Choir").click();
	await button(second, "Rename Choir").click();
	await second.getByRole("dialog").getByRole("textbox").fill("Orchestra");
	await button(second, "Save the name").click();
	await expect(card(second, "Orchestra")).toBeVisible();
	await page.getByRole("dialog").getByRole("textbox").fill("Band");
	await button(page, "Save the name").click();
	await expect(page.getByText("It was called “Orchestra” somewhere else meanwhile.")).toBeVisible();
	await expect(page.getByRole("dialog").getByRole("textbox")).toHaveValue("Band");
	await look(page, "feeds-stale");
	await button(page, "Use mine instead").click();
	await expect(card(page, "Band")).toBeVisible();
	await expect(button(page, "Rename Band")).toBeVisible();
});

test("a calendar that breaks by night, and what it left outside, are told on the desk's first page and where its times stand", async ({
	page,
}) => {
	const teacher = await newTeacher({ zone: "Europe/London", hours: [0, 1440] });
	const at = hoursFromNow(3);
	await booked(teacher.handle, { at, name: "Early Bird" });
	await sql(
		`with feed as (
			insert into app.busy_feeds (teacher_id, name, sealed_url, failures, trouble, read_at, due_at)
			select id, 'Choir', 'sealed', 2, 'It does not answer.', now() - interval '50 hours', now() + interval '5 hours'
			from app.teachers where handle = $1
			returning id, teacher_id
		)
		insert into app.busy_times (teacher_id, feed_id, during)
		select teacher_id, id, tstzrange($2::timestamptz + n * interval '3 hours', $2::timestamptz + n * interval '3 hours' + interval '1 hour')
		from feed, generate_series(-1, 2) as n`,
		[teacher.handle, at],
	);
	await signIn(page, teacher.email, "/desk");
	const note = page.getByRole("complementary", { name: "To be looked at" });
	const broken = note.getByRole("link", { name: "1 of your other calendars cannot be read" });
	const outside = note.getByRole("link", { name: "1 booking lies outside what you offer" });
	await expect(outside).toBeVisible();
	await expect(broken).toBeVisible();
	await look(page, "desk-amiss");

	await page.goto("/desk/calendar");
	await expect(
		page.getByText(/“Choir” could not be read since .*: its times are as they were then/),
	).toBeVisible();
	await expect(page.getByText("as it was when it was last read").first()).toBeAttached();
	await look(page, "calendar-unread");

	// There both are told of at length.
	await broken.click();
	await expect(card(page, "Choir").getByText("Cannot be read")).toBeVisible();
	await expect(page.getByText("One booking lies outside what you offer")).toBeVisible();
	await expect(note).toHaveCount(0);
	await sql(
		"update app.busy_feeds set failures = 0, trouble = null where sealed_url = 'sealed' and name = 'Choir' and teacher_id = (select id from app.teachers where handle = $1)",
		[teacher.handle],
	);
	await page.goto("/desk/calendar");
	await expect(page.getByText("Busy (Choir)").first()).toBeVisible();
	await expect(page.getByText(/could not be read since/)).toHaveCount(0);
	await outside.click();
	await expect(page.getByText("Early Bird").first()).toBeVisible();
	await expect(note).toHaveCount(0);
});

test("on a journey a teacher reads by both clocks when a calendar is tried again and what lies in busy time, and settles it", async ({
	browser,
}) => {
	const teacher = await newTeacher({ zone: "Europe/London", hours: [0, 1440] });
	const at = hoursFromNow(50);
	await booked(teacher.handle, { at, name: "Early Bird" });
	await sql(
		`with feed as (
			insert into app.busy_feeds (teacher_id, name, sealed_url, failures, trouble, read_at, due_at)
			select id, 'Choir', 'sealed', 2, 'It does not answer.', now(), now() + interval '5 hours'
			from app.teachers where handle = $1
			returning id, teacher_id
		)
		insert into app.busy_times (teacher_id, feed_id, during)
		select teacher_id, id, tstzrange($2, $2::timestamptz + interval '1 hour') from feed`,
		[teacher.handle, at],
	);
	const context = await browser.newContext({ timezoneId: "Asia/Kathmandu" });
	const page = await context.newPage();
	await signIn(page, teacher.email, "/desk/feeds");
	const here = at.toLocaleTimeString("en-GB", {
		timeZone: "Asia/Kathmandu",
		hour: "numeric",
		minute: "2-digit",
	});
	const lying = page.getByRole("listitem").filter({ hasText: "Early Bird" });
	await expect(lying).toContainText(
		new RegExp(`\\((\\w+ \\d+ \\w+, )?0?${here.replace(/^0/, "")} Kathmandu\\)`),
	);
	await expect(card(page, "Choir")).toContainText(/Next try: .*Kathmandu\)/);
	// Its own rules may be why as well: no calendar need have to do with it.
	await expect(page.getByText("One booking lies outside what you offer")).toBeVisible();
	await look(page, "feeds-both-clocks");
	await sql(
		"update app.busy_times set during = tstzrange(now(), now() + interval '1 minute') where feed_id is not null and teacher_id = (select id from app.teachers where handle = $1)",
		[teacher.handle],
	);
	await sql(
		"update app.appointment_types set retired_at = now() where teacher_id = (select id from app.teachers where handle = $1)",
		[teacher.handle],
	);
	await page.reload();
	await expect(
		page.getByText("by a calendar here or by your own rules. It stands all the same."),
	).toBeVisible();
	await page.getByRole("link", { name: "See what to do with it" }).click();
	await page.getByRole("button", { name: /^Keep Early Bird/ }).click();
	await expect(page.getByRole("heading", { name: "One booking lies outside what you offer" })).toHaveCount(0);
	await context.close();
});
