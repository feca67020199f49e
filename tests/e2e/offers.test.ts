import { look, openSecondWeek, startOf, tabTo, time, times } from "./support/look.ts";
import { lookPlain } from "./support/look-plain.ts";
import { mailTo } from "./support/mailbox.ts";
import { offers, questions } from "./support/offers.ts";
import { newTeacher, sql, type TestTeacher } from "./support/school.ts";
import { expect, type Page, test } from "./support/test.ts";

const field = (page: Page, name: string | RegExp) => page.getByRole("textbox", { name });
const book = (page: Page) => page.getByRole("button", { name: "Book this time" });
const booked = (page: Page) => page.getByRole("heading", { name: "Booked. It is yours." });
const address = ({ handle }: TestTeacher) => `asked-${handle}@booker.example`;

async function answerAll(page: Page): Promise<void> {
	await field(page, "Which class?").fill("8 blue");
	await field(page, /What is it about/).fill("Fractions,\nand a little courage.");
	await page.getByRole("combobox", { name: "Level" }).selectOption("Advanced");
	await page.getByRole("checkbox", { name: "I have read the rules of the house" }).check();
}

test("another duration is chosen, has times of its own, and is in the address", async ({ page }) => {
	const teacher = await newTeacher({ hours: [480, 600] });
	await offers(teacher, { other_durations: "{90}", place_kind: "address", place: "Room 12, Mill Lane" });
	await openSecondWeek(page, teacher.url);
	await expect(page.getByText("Room 12, Mill Lane")).toBeVisible();
	// Two hours, in steps of one.
	const both = await times(page).count();
	await page.getByRole("radio", { name: "90 min" }).check();
	await expect(times(page)).toHaveCount(both / 2);
	await expect(page).toHaveURL(/minutes=90/);
	await look(page, "duration");

	await openSecondWeek(page, page.url());
	await expect(times(page)).toHaveCount(both / 2);
	const startsAt = await startOf(page, 0);
	await time(page, startsAt).click();
	await expect(page.getByRole("timer")).toBeVisible();
	await expect(page.getByRole("dialog").getByText("Room 12, Mill Lane")).toBeVisible();
	await field(page, "Name").fill("Long Lesson");
	await field(page, "E-mail").fill(address(teacher));
	await book(page).click();
	await expect(booked(page)).toBeVisible();
	await expect(page.getByRole("region", { name: "Booking" }).getByText("Room 12, Mill Lane")).toBeVisible();
	const [made] = await sql(
		`select upper(during) - lower(during) = interval '90 minutes' as long from app.bookings where email = $1`,
		[address(teacher)],
	);
	expect(made).toEqual({ long: true });
	const mail = await mailTo(address(teacher), /./);
	expect(mail.text).toContain("Room 12, Mill Lane");
	expect(mail.attachments?.[0]?.text ?? JSON.stringify(mail.attachments)).toContain("LOCATION:Room 12");
});

test("what a type asks is answered in the form, shown with the booking, and told to the teacher", async ({
	page,
}) => {
	const teacher = await newTeacher();
	await offers(teacher, {
		questions: JSON.stringify(questions),
		place_kind: "phone",
		place: "020 7946 0000",
	});
	await openSecondWeek(page, teacher.url);
	await expect(page.getByText("By phone", { exact: true })).toBeVisible();
	await time(page, await startOf(page, 1)).click();
	await expect(page.getByRole("timer")).toBeVisible();
	await field(page, "Name").fill("Ada Asked");
	await field(page, "E-mail").fill(address(teacher));
	await book(page).click();
	await expect(page.getByText("Please answer this.")).toHaveCount(2);
	await expect(page.getByText("Please tick this.")).toBeVisible();
	await expect(field(page, "Which class?")).toBeFocused();
	await look(page, "questions-missing");
	await answerAll(page);
	await look(page, "questions");
	await book(page).click();
	await expect(booked(page)).toBeVisible();
	for (const said of ["8 blue", "Fractions,", "Advanced", "By phone: 020 7946 0000"])
		await expect(page.getByRole("region", { name: "Booking" }).getByText(said)).toBeVisible();
	await look(page, "questions-booked");
	const told = await mailTo(teacher.email, /Ada Asked/);
	for (const said of [
		"Which class? 8 blue",
		"Fractions,",
		"Level: Advanced",
		"I have read the rules of the house: Yes",
	])
		expect(told.text).toContain(said);
});

test("answers stay when the time is lost and another one is taken", async ({ page }) => {
	const teacher = await newTeacher();
	await offers(teacher, { questions: JSON.stringify(questions) });
	await openSecondWeek(page, teacher.url);
	await time(page, await startOf(page, 2)).click();
	await expect(page.getByRole("timer")).toBeVisible();
	await answerAll(page);
	// Somebody else gets it: as if it had run out.
	await sql(
		`update app.bookings set state = 'expired' where state = 'held' and appointment_id in (
			select id from app.appointments where teacher_id = (select id from app.teachers where handle = $1))`,
		[teacher.handle],
	);
	await field(page, "Name").fill("Lost Once");
	await field(page, "E-mail").fill(address(teacher));
	await book(page).click();
	await expect(page.getByRole("heading", { name: "This time is gone" })).toBeVisible();
	await page.getByRole("dialog").getByRole("listitem").getByRole("button").first().click();
	await expect(page.getByRole("timer")).toBeVisible();
	await expect(field(page, "Which class?")).toHaveValue("8 blue");
	await expect(page.getByRole("combobox", { name: "Level" })).toHaveValue("Advanced");
	await book(page).click();
	await expect(booked(page)).toBeVisible();
});

test("an answer that only the server refuses is shown at its field, and nothing that was typed is lost", async ({
	page,
}) => {
	const teacher = await newTeacher();
	const asked = questions.slice(2, 3);
	await offers(teacher, { questions: JSON.stringify(asked) });
	await openSecondWeek(page, teacher.url);
	await time(page, await startOf(page, 0)).click();
	await expect(page.getByRole("timer")).toBeVisible();
	await field(page, "Name").fill("Stale Page");
	await field(page, "E-mail").fill(address(teacher));
	await page.getByRole("combobox", { name: "Level" }).selectOption("Beginner");
	await offers(teacher, {
		questions: JSON.stringify([{ ...asked[0], choices: ["Advanced", "Expert"] }]),
	});
	await book(page).click();
	await expect(page.getByText("Please choose one of these.")).toBeVisible();
	await expect(page.getByRole("combobox", { name: "Level" })).toBeFocused();
	await expect(field(page, "Name")).toHaveValue("Stale Page");
	await look(page, "questions-refused");
	await page.getByRole("combobox", { name: "Level" }).selectOption("Advanced");
	await book(page).click();
	await expect(booked(page)).toBeVisible();
});

test("what is asked since the page was made appears in the form, beside what was typed", async ({ page }) => {
	const teacher = await newTeacher();
	await openSecondWeek(page, teacher.url);
	await time(page, await startOf(page, 0)).click();
	await expect(page.getByRole("timer")).toBeVisible();
	await field(page, "Name").fill("Asked Later");
	await field(page, "E-mail").fill(address(teacher));
	await offers(teacher, { questions: JSON.stringify(questions.slice(0, 1)) });
	// As after any edit at the desk.
	const renewed = await page.request.post("/api/revalidations", {
		headers: { authorization: `Bearer ${process.env.CRON_SECRET}` },
		data: { handles: [teacher.handle] },
	});
	expect(renewed.status()).toBe(204);
	await book(page).click();
	await expect(field(page, "Which class?")).toBeVisible();
	await expect(page.getByText("Please answer this.")).toBeVisible();
	await expect(field(page, "Name")).toHaveValue("Asked Later");
	await field(page, "Which class?").fill("6a");
	await book(page).click();
	await expect(booked(page)).toBeVisible();
});

test("a hidden type is not listed, and its link leads to it", async ({ page }) => {
	const teacher = await newTeacher({ types: 2 });
	await offers(teacher, { is_hidden: true, name: "For one family alone" }, "lesson-1");
	await openSecondWeek(page, teacher.url);
	await expect(page.getByText("For one family alone")).toHaveCount(0);
	expect(await page.content()).not.toContain("For one family alone");
	await openSecondWeek(page, `${teacher.url}?type=lesson-1`);
	await expect(page.getByRole("heading", { name: "For one family alone" })).toBeVisible();
	await look(page, "hidden");
	await time(page, await startOf(page, 0)).click();
	await expect(page.getByRole("dialog").getByText("For one family alone")).toBeVisible();
	await page.keyboard.press("Escape");
	await page.getByRole("button", { name: "See what else can be booked" }).click();
	await expect(page.getByText("For one family alone")).toHaveCount(0);
	// What never was leads to what there is.
	await page.goto(`${teacher.url}?type=never-was`);
	await expect(page.getByRole("heading", { name: "Lesson", exact: true })).toBeVisible();
});

test("a duration, questions and all are booked without a mouse", async ({ page }) => {
	const teacher = await newTeacher();
	await offers(teacher, { other_durations: "{30}", questions: JSON.stringify(questions.slice(0, 1)) });
	await page.goto(teacher.url);
	await tabTo(page, page.getByRole("radio", { name: "60 min" }));
	await page.keyboard.press("ArrowLeft");
	await expect(page.getByRole("radio", { name: "30 min" })).toBeChecked();
	await tabTo(page, page.getByRole("button", { name: "Later days" }));
	await page.keyboard.press("Enter");
	await tabTo(page, times(page).first());
	await page.keyboard.press("Enter");
	await expect(page.getByRole("timer")).toBeVisible();
	await tabTo(page, field(page, "Name"));
	await page.keyboard.type("Keys Only");
	await tabTo(page, field(page, "E-mail"));
	await page.keyboard.type(address(teacher));
	await tabTo(page, field(page, "Which class?"));
	await page.keyboard.type("9 green");
	await page.keyboard.press("Enter");
	await expect(booked(page)).toBeVisible();
	await expect(page.getByText("9 green")).toBeVisible();
});

test.describe("without script", () => {
	test.use({ javaScriptEnabled: false });

	test("durations and questions are pages and fields, and a refused form keeps its answers", async ({
		page,
	}) => {
		const teacher = await newTeacher();
		await offers(teacher, {
			other_durations: "{90}",
			questions: JSON.stringify(questions),
			series_cap: 5,
			place: "Room 3",
			place_kind: "address",
		});
		await page.goto(`${teacher.url}/book`);
		await page.getByRole("link", { name: "90 min" }).click();
		await page.getByRole("link", { name: "Later days" }).click();
		await page.locator("button[data-starts-at]").first().click();
		await expect(page.getByText("Room 3")).toBeVisible();
		await expect(page.getByText(/Several weeks at once can only be booked with JavaScript/)).toBeVisible();
		await page.getByRole("textbox", { name: "Name", exact: true }).fill("!?");
		await field(page, "E-mail").fill(address(teacher));
		await answerAll(page);
		await lookPlain(page, "plain-questions");
		await book(page).click();
		await expect(page.getByText("A name has a letter or a number in it.")).toBeVisible();
		await expect(field(page, "Which class?")).toHaveValue("8 blue");
		await expect(page.getByRole("combobox", { name: "Level" })).toHaveValue("Advanced");
		await expect(page.getByRole("checkbox", { name: "I have read the rules of the house" })).toBeChecked();
		await page.getByRole("textbox", { name: "Name", exact: true }).fill("Plain Paula");
		await book(page).click();
		await expect(booked(page)).toBeVisible();
		await expect(page.getByText("Advanced")).toBeVisible();
		const [made] = await sql(
			`select upper(during) - lower(during) = interval '90 minutes' as long from app.bookings where email = $1`,
			[address(teacher)],
		);
		expect(made).toEqual({ long: true });
	});
});
