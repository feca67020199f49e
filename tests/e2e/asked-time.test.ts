import { newTeacher, sql } from "./support/school.ts";
import { expect, type Page, test } from "./support/test.ts";

const day = 86_400_000;
const time = (page: Page, startsAt: string) => page.locator(`button[data-starts-at="${startsAt}"]`);
const asked = (page: Page) => page.locator("button[data-starts-at][aria-current]");
const gone = (page: Page) => page.getByText("This time is gone");
const hash = (page: Page) => new URL(page.url()).hash;

/** Lessons of half an hour or an hour, and links to the last half hour of a day, in which no whole one begins. */
async function lessons() {
	const teacher = await newTeacher({ zone: "UTC", minutes: 30, types: 2 });
	await sql(
		"update app.appointment_types set other_durations = array[60] where teacher_id = (select id from app.teachers where handle = $1)",
		[teacher.handle],
	);
	const last = (days: number) =>
		new Date((Math.floor(Date.now() / day) + days) * day + 17.5 * 3_600_000)
			.toISOString()
			.replace(".000", "");
	const link = (startsAt: string, type = "lesson") =>
		`${teacher.url}?type=${type}&minutes=30#${new URLSearchParams({ at: startsAt })}`;
	return { last, link };
}

test("who asks for another length is not told that a time is gone, and stays in its week", async ({
	page,
}) => {
	const { last, link } = await lessons();
	const startsAt = last(16);
	await page.goto(link(startsAt));
	await expect(time(page, startsAt)).toBeFocused();
	await page.getByRole("radio", { name: "60 min", exact: true }).check();
	await expect(time(page, startsAt.replace(":30:", ":00:"))).toBeVisible();
	await expect(time(page, startsAt)).toHaveCount(0);
	await expect(gone(page)).toHaveCount(0);
	expect(hash(page)).toBe("");
});

test("who gives the time back is not told that it is gone while that is on its way", async ({ page }) => {
	const { last, link } = await lessons();
	const startsAt = last(16);
	await page.goto(link(startsAt));
	await time(page, startsAt).click();
	await expect(page.getByRole("timer")).toBeVisible();
	// By the list it is taken, as it is: by oneself.
	await expect
		.poll(async () => {
			await page.evaluate(() => dispatchEvent(new Event("focus")));
			return time(page, startsAt).count();
		})
		.toBe(0);
	let release = () => {};
	const released = new Promise<void>((done) => {
		release = done;
	});
	await page.route("**/api/releases", async (route) => {
		await released;
		await route.continue();
	});
	await page.keyboard.press("Escape");
	await expect(page.getByRole("dialog")).toHaveCount(0);
	await expect(gone(page)).toHaveCount(0);
	release();
	await expect(time(page, startsAt)).toBeVisible();
	await expect(gone(page)).toHaveCount(0);
});

test("where its type is not offered any more, no other type's time is marked", async ({ page }) => {
	const { last, link } = await lessons();
	// It is asked for once the page is there; until then nothing is marked on any.
	const open = async (startsAt: string) => {
		const answer = page.waitForResponse("**/api/types/**");
		await page.goto(link(startsAt, "retired"));
		expect((await answer).status()).toBe(404);
		await expect(time(page, last(3))).toBeVisible();
	};
	await open(last(3));
	await expect(asked(page)).toHaveCount(0);
	await page.goto("about:blank");
	await open(last(3).replace(":30:", ":15:"));
	await expect(gone(page)).toHaveCount(0);
});

test("another link of the mail shows its time in the same tab, and no server is told of either", async ({
	page,
}) => {
	const { last, link } = await lessons();
	const told: string[] = [];
	page.on("request", (request) => told.push(`${request.url()} ${request.headers().referer}`));
	await page.goto(link(last(16)));
	await expect(time(page, last(16))).toBeFocused();
	await page.getByRole("button", { name: /^Later days/ }).click();
	await expect(time(page, last(16))).toHaveCount(0);
	await page.goto(link(last(9)));
	await expect(time(page, last(9))).toBeFocused();
	await expect(asked(page)).toHaveCount(1);
	expect(told.filter((line) => line.includes("at%3D") || line.includes("at=2"))).toEqual([]);

	await page.getByRole("button", { name: "Deutsch" }).click();
	await expect(page.locator("html")).toHaveAttribute("lang", "de");
	await expect(time(page, last(9))).toBeFocused();
});
