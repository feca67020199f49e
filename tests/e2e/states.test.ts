import { look } from "./support/look.ts";
import { newTeacher, sql } from "./support/school.ts";
import { signIn } from "./support/sign-in.ts";
import { skewed } from "./support/skewed.ts";
import { expect, test } from "./support/test.ts";

test("an unknown teacher, page or link is a kind 404", async ({ page }) => {
	for (const path of ["/t/nobody-of-this-name", "/no-such-page", `/b/${"A".repeat(44)}`]) {
		const response = await page.goto(path);
		expect(response?.status(), path).toBe(404);
		await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
	}
	await look(page, "not-found");
});

test("a teacher without hours says so instead of showing an empty grid", async ({ page }) => {
	const teacher = await newTeacher();
	await sql(
		`delete from app.weekly_hours where schedule_id in (select schedule.id from app.schedules schedule join app.teachers teacher on teacher.id = schedule.teacher_id where teacher.handle = $1)`,
		[teacher.handle],
	);
	await page.goto(teacher.url);
	await expect(page.getByRole("region", { name: "Free times" })).toBeVisible();
	await expect(page.getByRole("heading", { name: "No hours are published yet" })).toBeVisible();
	await expect(page.locator("[data-starts-at]")).toHaveCount(0);
	await look(page, "no-times");
});

test("a teacher with hours on one evening weeks ahead alone has them found, and a desk that asks for none", async ({
	page,
}) => {
	const teacher = await newTeacher();
	await sql(
		`with schedule as (
			select schedule.id from app.schedules schedule join app.teachers teacher on teacher.id = schedule.teacher_id where teacher.handle = $1
		), gone as (
			delete from app.weekly_hours where schedule_id in (select id from schedule)
		)
		insert into app.overrides (schedule_id, day, minutes) select id, current_date + 24, '{[1020,1200)}' from schedule`,
		[teacher.handle],
	);
	await page.goto(teacher.url);
	await expect(page.getByRole("heading", { name: "Nothing free in these days" })).toBeVisible();
	await look(page, "own-days-alone");
	await page.getByRole("button", { name: "Next free day" }).click();
	await expect(page.locator("[data-starts-at]")).toHaveCount(3);
	await page.goto(`${teacher.url}/book`);
	await expect(page.getByText("has not published any hours")).toHaveCount(0);
	await signIn(page, teacher.email, "/desk");
	await expect(page.getByRole("heading", { name: "No bookings yet" })).toBeVisible();
	await expect(page.getByRole("link", { name: "Set your weekly hours" })).toHaveCount(0);
	await expect(page.getByRole("link", { name: "See your public page" })).toBeVisible();
});

test("a type that is not open yet shows its times, says when it opens, and refuses none of them then", async ({
	page,
}, info) => {
	const opensAt = new Date(Date.now() + 3_600_000);
	opensAt.setMilliseconds(0);
	const teacher = await newTeacher({ opensAt });
	await page.goto(teacher.url);
	const clock = (timeZone: string) =>
		new Intl.DateTimeFormat("en-GB", { timeZone, hour: "numeric", minute: "2-digit" })
			.format(opensAt)
			.replace(/^0/, "");
	const heading = page.getByRole("heading", { name: /^Bookings open/ });
	await expect(heading).toContainText(clock(info.project.use.timezoneId ?? "UTC"));
	await page.getByRole("button", { name: "Later days" }).click();
	await expect(heading).toBeVisible();
	if (clock("Europe/London") !== clock(info.project.use.timezoneId ?? "UTC"))
		await expect(page.getByText(`${clock("Europe/London")} in London`)).toBeVisible();
	const time = page.locator("[data-starts-at]").first();
	await expect(time).toHaveAttribute("aria-disabled", "true");
	await time.click({ force: true });
	await expect(page.getByRole("dialog")).toHaveCount(0);
	await look(page, "opens-later");
});

for (const minutes of [-10, 10]) {
	test(`with a clock that is ${minutes} minutes off, a page opens by itself within 250 ms of the bell`, async ({
		browser,
		baseURL,
	}, info) => {
		test.skip(info.project.name !== "desk, UTC, dark", "seen on one");
		const opensAt = new Date(Date.now() + 15_000);
		const teacher = await newTeacher({ opensAt });
		const page = await skewed(browser, minutes);
		await page.goto(`${baseURL}${teacher.url}`);
		await expect(page.getByRole("timer")).toHaveText(/^0:(0|1)\d$/);
		const opened = await page.evaluate(
			() =>
				new Promise<number>((done) => {
					new MutationObserver(() => {
						// Nobody sets this clock: the machine's own, which is the database's, too.
						if (document.querySelector("[data-starts-at][aria-disabled=false]"))
							done(performance.timeOrigin + performance.now());
					}).observe(document.body, { attributes: true, childList: true, subtree: true });
				}),
		);
		const late = opened - opensAt.getTime();
		info.annotations.push({ type: "late", description: `${Math.round(late)} ms` });
		expect(Math.abs(late)).toBeLessThan(250);
		await expect(page.getByText("Bookings are open.")).toBeAttached();
		await page.locator("[data-starts-at]").nth(3).click();
		await expect(page.getByLabel("Name")).toBeVisible();
		await page.context().close();
	});
}

test("when times cannot be loaded there is a way to try again", async ({ page }) => {
	const teacher = await newTeacher();
	await page.route("**/api/slots/**", (route) => route.abort());
	await page.goto(teacher.url);
	await page.getByRole("button", { name: "Later days" }).click();
	await page.getByRole("button", { name: "Later days" }).click();
	const again = page.getByRole("button", { name: /try again/i });
	await expect(again).toBeVisible({ timeout: 40_000 });
	await look(page, "times-failed");
	await page.unroute("**/api/slots/**");
	await again.click();
	await expect(page.locator("[data-starts-at]").first()).toBeVisible();
});

test("a group shows how many seats are left, and takes as many", async ({ page, browser }) => {
	const teacher = await newTeacher({ seats: 3, types: 2 });
	await page.goto(teacher.url);
	await page.getByRole("button", { name: "Later days" }).click();
	const seat = page.locator("[data-starts-at]").first();
	await expect(seat).toContainText("3 left");
	await look(page, "group");
	await seat.click();
	await expect(page.getByRole("timer")).toBeVisible();
	const other = await (await browser.newContext()).newPage();
	await other.goto(teacher.url);
	await other.getByRole("button", { name: "Later days" }).click();
	await expect(other.locator("[data-starts-at]").first()).toContainText("2 left", { timeout: 40_000 });
	await other.context().close();
});
