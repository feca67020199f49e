import { look, openSecondWeek, times } from "./support/look.ts";
import { lookPlain } from "./support/look-plain.ts";
import { mailTo } from "./support/mailbox.ts";
import { offers } from "./support/offers.ts";
import { newTeacher, sql, type TestTeacher } from "./support/school.ts";
import { expect, type Page, test } from "./support/test.ts";
import { cancel, hurry, joins, linkIn, takeAll, wakeUp } from "./support/waits.ts";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });
const dialog = (page: Page) => page.getByRole("dialog");
const name = (page: Page) => page.getByRole("textbox", { name: "Name", exact: true });
const email = (page: Page) => page.getByRole("textbox", { name: "E-mail" });
const what = (page: Page) => page.getByRole("combobox", { name: "What would do?" });
const address = ({ handle }: TestTeacher) => `waits-${handle}@booker.example`;

/** One time a day, and all of the second week are taken but for the last ones. Gives their starts and who can cancel them. */
async function fullWeek(page: Page, teacher: TestTeacher, left = 0) {
	await openSecondWeek(page, teacher.url);
	await expect(times(page)).toHaveCount(7);
	const all = await times(page).evaluateAll((all) =>
		all.map((one) => one.getAttribute("data-starts-at") ?? ""),
	);
	const starts = all.slice(0, 7 - left);
	return { starts, refs: await takeAll(teacher, starts) };
}

async function fill(page: Page, teacher: TestTeacher, who: string): Promise<void> {
	await name(page).fill(who);
	await email(page).fill(address(teacher));
}

test("where a week is full one waits, is mailed a place, is offered what is cancelled, and takes it", async ({
	page,
}) => {
	const teacher = await newTeacher({ hours: [600, 660] });
	const { refs } = await fullWeek(page, teacher);
	await openFull(page, teacher);
	await expect(heading(page, "Fully booked in these days")).toBeVisible();
	await look(page, "full-week");
	await button(page, "Tell me if something becomes free").click();
	await look(page, "wait-form");
	await button(page, "Put me on the list").click();
	await expect(name(page)).toBeFocused();
	await fill(page, teacher, "Waiting Wilma");
	const options = what(page).locator("option");
	await what(page).selectOption((await options.nth(1).getAttribute("value")) ?? "");
	await button(page, "Put me on the list").click();
	await expect(heading(page, "You are on the list")).toBeVisible();
	await expect(dialog(page).getByText("1st")).toBeVisible();
	await look(page, "wait-done");
	await button(page, "Done").click();
	await expect(dialog(page)).toBeHidden();

	await page.goto(await linkIn(address(teacher), /^On the waiting list: Lesson/));
	await expect(heading(page, "You are 1st in line")).toBeVisible();
	await look(page, "wait-place");
	await wakeUp(address(teacher));
	await cancel(refs[0] ?? "");
	await page.goto(await linkIn(address(teacher), /^Free for you until .*: Lesson/));
	await expect(heading(page, "A time is free for you")).toBeVisible();
	await expect(name(page)).toHaveValue("Waiting Wilma");
	await look(page, "wait-offer");
	await button(page, "Take this time").click();
	await expect(heading(page, "Booked. It is yours.")).toBeVisible();
	await hurry(address(teacher));
	await mailTo(address(teacher), /^Booked: Lesson/);
	await page.goto(await linkIn(address(teacher), /^Free for you/));
	await expect(heading(page, "It is yours")).toBeVisible();
	await page.getByRole("link", { name: "See your booking" }).click();
	await expect(page.getByText("Waiting Wilma")).toBeVisible();
});

test("who says no thanks passes it on to the next one at once; a time that was taken meanwhile is told", async ({
	page,
}) => {
	const teacher = await newTeacher({ hours: [600, 660] });
	const { starts, refs } = await fullWeek(page, teacher);
	const first = await joins(teacher, starts[0] ?? "", "First Fiona");
	const next = await joins(teacher, starts[0] ?? "", "Next Nadia");
	await cancel(refs[0] ?? "");
	await page.goto(await linkIn(first, /^Free for you/));
	await button(page, "No thanks, pass it on").click();
	await expect(heading(page, "You said no thanks")).toBeVisible();
	await look(page, "wait-declined");
	await page.goto(await linkIn(next, /^Free for you/));
	await expect(heading(page, "A time is free for you")).toBeVisible();
	await page.goto(await linkIn(next, /^On the waiting list/));
	await expect(heading(page, "A time is free for you")).toBeVisible();
});

test("a single day is fully booked beside others; where something is free, nobody is let wait", async ({
	page,
}) => {
	const teacher = await newTeacher({ hours: [600, 660] });
	const { refs } = await fullWeek(page, teacher, 3);
	await openFull(page, teacher);
	await expect(page.getByText("fully booked").first()).toBeVisible();
	await look(page, "full-days");
	await button(page, "Tell me if it becomes free").click();
	await fill(page, teacher, "Eager Edda");
	await cancel(refs[0] ?? "");
	await button(page, "Put me on the list").click();
	await expect(dialog(page).getByRole("alert")).toContainText("There is no need to wait");
	await page.keyboard.press("Escape");
	await expect(button(page, "Tell me if it becomes free")).toBeFocused();
});

test("a list that was closed promises no place, in the reader's language, and can be left; what was taken back is told", async ({
	page,
}) => {
	const teacher = await newTeacher({ hours: [600, 660] });
	const { starts } = await fullWeek(page, teacher);
	const waiter = await joins(teacher, starts[0] ?? "", "Closed Clara");
	const place = await linkIn(waiter, /^On the waiting list/);
	await sql("update app.waits set was_taken_back = true where email = $1", [waiter]);
	await page.goto(place);
	await expect(heading(page, "You are 1st in line")).toBeVisible();
	await expect(page.getByText(`${teacher.name} has taken it back`)).toBeVisible();
	await look(page, "wait-taken-back");
	await offers(teacher, { waitlist: false });
	await page.reload();
	await expect(heading(page, "The waiting list is closed")).toBeVisible();
	await expect(page.getByText(/in line/)).toHaveCount(0);
	await look(page, "wait-closed");
	await page.goto(await linkIn(waiter, /^The waiting list is closed/));
	await expect(heading(page, "The waiting list is closed")).toBeVisible();
	const cookie = { name: "firstbell_language", value: "de", url: new URL(page.url()).origin };
	await page.context().addCookies([cookie]);
	await page.reload();
	await expect(heading(page, "Die Warteliste ist geschlossen")).toBeVisible();
	await button(page, "Von der Liste streichen").click();
	await expect
		.poll(() => sql("select state from app.waits where email = $1", [waiter]))
		.toEqual([{ state: "left" }]);
});

test("where mails came back, the place in line says that nothing can be offered, and leads to where one says that they arrive", async ({
	page,
}) => {
	const teacher = await newTeacher({ hours: [600, 660] });
	const { starts } = await fullWeek(page, teacher);
	const waiter = await joins(teacher, starts[0] ?? "", "Bounced Bea");
	const place = await linkIn(waiter, /^On the waiting list/);
	await sql("insert into app.mail_wishes (addressee, bounced_at) values (md5($1)::uuid, now())", [waiter]);
	await page.goto(place);
	await expect(heading(page, "You are 1st in line")).toBeVisible();
	await expect(page.getByText("Nothing can be offered to you")).toBeVisible();
	await look(page, "wait-mails-come-back");
	await page.getByRole("link", { name: "Mails arrive again" }).click();
	await expect(page.getByText("a mail to this address came back")).toBeVisible();
	await button(page, "Send me reminders").click();
	await expect(page.getByText("Saved. Reminders come again.")).toBeVisible();
	await page.goto(place);
	await expect(heading(page, "You are 1st in line")).toBeVisible();
	await expect(page.getByText("Nothing can be offered to you")).toHaveCount(0);
});

test("where nothing is full, nothing of a waiting list is there", async ({ page }) => {
	const teacher = await newTeacher();
	const asked = page.waitForResponse(/\/api\/full-times\//);
	await openSecondWeek(page, teacher.url);
	await asked;
	await expect(page.getByText(/becomes free|fully booked/i)).toHaveCount(0);
});

test.describe("without JavaScript", () => {
	test.use({ javaScriptEnabled: false });

	test("one waits, is told what to mend, sees a place, and takes what is offered by plain pages", async ({
		page,
		browser,
	}) => {
		const teacher = await newTeacher({ hours: [600, 660] });
		const scripted = await browser.newPage({ javaScriptEnabled: true });
		const { refs } = await fullWeek(scripted, teacher);
		await scripted.close();
		await page.goto(`${teacher.url}/book`);
		await page.getByRole("link", { name: "Later days" }).click();
		await page.getByRole("link", { name: "Tell me if it becomes free" }).click();
		await lookPlain(page, "plain-wait");
		await name(page).fill("Plain Petra");
		await email(page).fill("nobody@nowhere");
		await button(page, "Put me on the list").click();
		await expect(page.getByText("This does not look like an e-mail address.")).toBeVisible();
		await expect(name(page)).toHaveValue("Plain Petra");
		await email(page).fill(address(teacher));
		await button(page, "Put me on the list").click();
		await expect(heading(page, "You are on the list")).toBeVisible();
		await lookPlain(page, "plain-wait-done");
		await wakeUp(address(teacher));
		await cancel(refs[0] ?? "");
		await page.goto(await linkIn(address(teacher), /^Free for you/));
		await lookPlain(page, "plain-wait-offer");
		await button(page, "Take this time").click();
		await expect(heading(page, "Booked. It is yours.")).toBeVisible();
	});
});

/** The second week, with nothing or little in it. */
async function openFull(page: Page, teacher: TestTeacher): Promise<void> {
	const asked = page.waitForResponse(/\/api\/full-times\//);
	await page.goto(teacher.url);
	await asked;
	await button(page, "Later days").click();
}
