import { look, openSecondWeek, startOf, tabTo } from "./support/look.ts";
import { newTeacher, sql } from "./support/school.ts";
import { signIn } from "./support/sign-in.ts";
import { expect, type Page, test } from "./support/test.ts";
import { cancel, joins, linkIn, takeAll } from "./support/waits.ts";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const waiting = (page: Page) => page.getByRole("region", { name: "Waiting for a time" });

test("a teacher sees who waits for what, takes somebody off by keyboard, and what was kept for them goes on", async ({
	page,
}) => {
	const teacher = await newTeacher();
	await openSecondWeek(page, teacher.url);
	const startsAt = await startOf(page, 2);
	const [ref = ""] = await takeAll(teacher, [startsAt]);
	await joins(teacher, startsAt, "Offered Otto");
	const next = await joins(teacher, startsAt, "Next Nino");
	await cancel(ref);
	await signIn(page, teacher.email, "/desk/types");
	await expect(waiting(page).getByRole("listitem")).toHaveCount(2);
	await expect(waiting(page).getByText("Lesson · 2 waiting")).toBeVisible();
	await expect(waiting(page).getByRole("listitem").first()).toContainText("is kept for them until");
	await look(page, "desk-waiting");
	// A mail that came back is seen where they wait, as there is no booking yet to see it at.
	await expect(waiting(page).getByText(/did not arrive/)).toHaveCount(0);
	await sql(
		"update app.mails set bounced_at = now() where wait_id = (select id from app.waits where email = $1)",
		[next],
	);
	await page.reload();
	await expect(waiting(page).getByRole("listitem").nth(1)).toContainText(
		`The mail to ${next} did not arrive.`,
	);
	await look(page, "desk-waiting-unreached");
	await sql(
		"update app.mails set bounced_at = null where wait_id = (select id from app.waits where email = $1)",
		[next],
	);
	await tabTo(page, button(page, "Remove Offered Otto from the waiting list"));
	await page.keyboard.press("Enter");
	await look(page, "desk-waiting-sure");
	await button(page, "Yes, take them off").click();
	await expect(waiting(page).getByRole("listitem")).toHaveCount(1);
	await expect(waiting(page).getByRole("listitem").first()).toContainText("is kept for them until");
	await linkIn(next, /^Free for you/);
});

test("a type whose list is closed lets nobody wait; where nobody waits, its desk has nothing of it", async ({
	page,
}) => {
	const teacher = await newTeacher();
	await openSecondWeek(page, teacher.url);
	await takeAll(teacher, [await startOf(page, 0)]);
	await signIn(page, teacher.email, "/desk/types");
	await expect(waiting(page)).toHaveCount(0);
	await page.getByRole("link", { name: "Lesson", exact: true }).click();
	const box = page.getByRole("checkbox", { name: /People can wait for what is full/ });
	await page.locator("summary").filter({ hasText: "Everybody" }).click();
	await box.uncheck();
	await look(page, "type-without-list");
	await button(page, "Save changes").click();
	await expect(page.getByText(/Saved/).first()).toBeVisible();
	await openSecondWeek(page, teacher.url);
	await expect(page.getByText("Tell me if it becomes free")).toHaveCount(0);
});
