import { look, openSecondWeek, tabTo, times } from "./support/look.ts";
import { newTeacher, sql } from "./support/school.ts";
import { signIn } from "./support/sign-in.ts";
import { expect, test } from "./support/test.ts";
import { takeAll } from "./support/waits.ts";

test.beforeEach(() => {
	const { name } = test.info().project;
	test.skip(!["phone, UTC", "desk, UTC, dark"].includes(name), "seen on two screens");
});

test("a teacher sees the page as a student does, hidden types too, and nothing can be booked from there", async ({
	page,
}) => {
	const teacher = await newTeacher({ types: 2 });
	await sql(
		"update app.appointment_types set is_hidden = true, name = 'Secret lesson' where handle = 'lesson-1' and teacher_id = (select id from app.teachers where handle = $1)",
		[teacher.handle],
	);
	await signIn(page, teacher.email, "/desk/types");
	await expect(page.getByText("Hidden", { exact: true })).toBeVisible();
	await page.getByRole("link", { name: "See it as a student" }).click();
	// It asks for everything that the public page has, and on a busy machine that takes a while.
	await expect(page.getByText("Nothing can be booked from here.")).toBeVisible({ timeout: 40_000 });
	// The list that was left is kept, unseen, behind this page.
	const secret = page.getByText("Secret lesson").filter({ visible: true });
	await expect(secret).toHaveCount(0);
	await page.getByLabel("Also what is hidden").check();
	await secret.click();
	await expect(page).toHaveURL(/type=lesson-1/);
	await openSecondWeek(page, page.url());
	await expect(page.getByLabel("Also what is hidden")).toBeChecked();
	await look(page, "preview");

	const asked: string[] = [];
	page.on("request", (request) => request.method() === "POST" && asked.push(request.url()));
	await times(page).first().click();
	await expect(page.getByText("Here nothing happens.")).toBeVisible();
	await times(page).nth(1).press("Enter");
	await expect(page.getByRole("dialog")).toHaveCount(0);
	await look(page, "preview-tapped");
	expect(asked).toEqual([]);
	const taken = await sql(
		"select from app.appointments appointment join app.teachers teacher on teacher.id = appointment.teacher_id where handle = $1",
		[teacher.handle],
	);
	expect(taken).toEqual([]);
	// And the public page has not got the hidden one.
	await page.goto(teacher.url);
	await expect(times(page).first()).toBeVisible();
	await expect(secret).toHaveCount(0);
});

test("by the keyboard alone a teacher comes to the preview, to what is hidden and to a time, which does nothing", async ({
	page,
}) => {
	const teacher = await newTeacher({ types: 2 });
	await sql(
		"update app.appointment_types set is_hidden = true, name = 'Secret lesson' where handle = 'lesson-1' and teacher_id = (select id from app.teachers where handle = $1)",
		[teacher.handle],
	);
	await signIn(page, teacher.email, "/desk/types");
	await tabTo(page, page.getByRole("link", { name: "See it as a student" }));
	await page.keyboard.press("Enter");
	await expect(page.getByText("Nothing can be booked from here.")).toBeVisible({ timeout: 40_000 });
	await tabTo(page, page.getByLabel("Also what is hidden"));
	await page.keyboard.press("Space");
	await expect(page.getByText("Secret lesson").filter({ visible: true })).toBeVisible();
	await tabTo(page, page.getByRole("button", { name: "Later days" }));
	await page.keyboard.press("Enter");
	await tabTo(page, times(page).first());
	await page.keyboard.press("Enter");
	await expect(page.getByText("Here nothing happens.")).toBeVisible();
	await expect(times(page).first()).toBeFocused();
	await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("where all is taken a teacher sees that it can be waited for, and comes on no list of their own", async ({
	page,
}) => {
	const teacher = await newTeacher({ hours: [600, 720] });
	await openSecondWeek(page, teacher.url);
	const starts = await times(page).evaluateAll((all) =>
		all.map((each) => each.getAttribute("data-starts-at") ?? ""),
	);
	await takeAll(teacher, starts.slice(1));
	await signIn(page, teacher.email, "/desk/preview");
	await expect(page.getByText("Nothing can be booked from here.")).toBeVisible({ timeout: 40_000 });
	await openSecondWeek(page, page.url());
	const asked: string[] = [];
	page.on("request", (request) => request.method() === "POST" && asked.push(request.url()));
	const tell = page.locator("[data-waits]");
	const said = page.getByText("come on your waiting list. Here nothing happens.");
	await tell.click();
	await expect(said).toBeVisible();
	await look(page, "preview-waits");

	// And where nothing is free at all.
	await takeAll(teacher, starts.slice(0, 1));
	await page.reload();
	await page.getByRole("button", { name: "Later days" }).click();
	await expect(page.getByRole("heading", { name: "Fully booked in these days" })).toBeVisible({
		timeout: 40_000,
	});
	await expect(said).toHaveCount(0);
	await tabTo(page, tell);
	await page.keyboard.press("Enter");
	await expect(said).toBeVisible();
	await look(page, "preview-waits-full");
	await expect(page.getByRole("dialog")).toHaveCount(0);
	expect(asked).toEqual([]);
	const waiting = await sql(
		"select from app.waits wait join app.appointment_types type on type.id = wait.appointment_type_id join app.teachers teacher on teacher.id = type.teacher_id where teacher.handle = $1",
		[teacher.handle],
	);
	expect(waiting).toEqual([]);
});
