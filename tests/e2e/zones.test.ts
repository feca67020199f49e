import { Temporal } from "temporal-polyfill";
import { look, openSecondWeek, startOf, time } from "./support/look.ts";
import { newTeacher } from "./support/school.ts";
import { expect, test } from "./support/test.ts";

test("times are shown in the viewer's zone, with the teacher's beside it where their clocks differ", async ({
	page,
}, info) => {
	const teacher = await newTeacher({ zone: "Asia/Tokyo" });
	await openSecondWeek(page, teacher.url);
	const startsAt = await startOf(page, 0);
	const clock = (timeZone: string) =>
		new Intl.DateTimeFormat("en-GB", { timeZone, hour: "numeric", minute: "2-digit" })
			.format(new Date(startsAt))
			.replace(/^0/, "");
	await expect(time(page, startsAt)).toContainText(clock(info.project.use.timezoneId ?? "UTC"));
	await expect(time(page, startsAt)).toContainText(clock("Asia/Tokyo"));
});

test("another zone is found by its city, by keyboard, and is remembered", async ({ page }) => {
	const teacher = await newTeacher();
	await openSecondWeek(page, teacher.url);
	// From the middle of the week: its ends are other days elsewhere.
	const startsAt = await startOf(page, 35);
	await page.getByRole("button", { name: /Change/ }).click();
	await expect(page.getByRole("combobox", { name: "Find a time zone" })).toBeFocused();
	await look(page, "zones");
	await page.getByRole("combobox", { name: "Find a time zone" }).fill("lord howe");
	await page.keyboard.press("Enter");
	await expect(page.getByRole("dialog")).toHaveCount(0);
	await expect(page.getByText("Lord Howe")).toBeVisible();
	const clock = new Intl.DateTimeFormat("en-GB", {
		timeZone: "Australia/Lord_Howe",
		hour: "numeric",
		minute: "2-digit",
	});
	await openSecondWeek(page, teacher.url);
	await expect(time(page, startsAt)).toContainText(clock.format(new Date(startsAt)).replace(/^0/, ""));
});

test("a time at the very start of a later week is there, too", async ({ page }, info) => {
	const zone = info.project.use.timezoneId ?? "UTC";
	const teacher = await newTeacher({ zone, hours: [0, 1440] });
	await openSecondWeek(page, teacher.url);
	const midnight = Temporal.Now.zonedDateTimeISO(zone).startOfDay().add({ days: 7 }).toInstant();
	await expect(time(page, midnight.toString())).toBeVisible();
});

test("a zone that was chosen can be given up for the device's own", async ({ page }, info) => {
	const own = info.project.use.timezoneId ?? "UTC";
	const teacher = await newTeacher();
	const choose = async (name: string) => {
		await page.getByRole("button", { name: /Change/ }).click();
		await page.getByRole("combobox", { name: "Find a time zone" }).fill(name);
		await page.keyboard.press("Enter");
		await expect(page.getByRole("dialog")).toHaveCount(0);
	};
	const kept = () => page.evaluate(() => localStorage.getItem("firstbell:zone"));
	await page.goto(teacher.url);
	await choose("auckland");
	expect(await kept()).toBe("Pacific/Auckland");
	await choose("this device");
	expect(await kept()).toBeNull();
	await expect(page.getByRole("button", { name: /Change/ })).toContainText(own.replace(/.*\//, ""));
	await expect(page.getByText("UTC (UTC)")).toHaveCount(0);
});

test.describe("a reader who counts to twelve", () => {
	test.use({ locale: "en-US" });
	test("sees am and pm in the list of zones, too", async ({ page }) => {
		const teacher = await newTeacher();
		await page.goto(teacher.url);
		await page.getByRole("button", { name: /Change/ }).click();
		await expect(page.getByRole("option").first()).toContainText(/\d [ap]m/);
	});
});
