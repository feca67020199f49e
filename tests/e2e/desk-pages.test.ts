import { pages as routes } from "../api/support/routes.ts";
import { booked, hoursFromNow } from "./support/booked.ts";
import { toDeskPage } from "./support/desk-pages.ts";
import { cutOff, look, tabTo } from "./support/look.ts";
import { newOffice } from "./support/office-school.ts";
import { calm, shiftsOf, watchShifts } from "./support/shifts.ts";
import { signIn } from "./support/sign-in.ts";
import { expect, type Page, test } from "./support/test.ts";
import { tooSmall } from "./support/too-small.ts";

const tabs = (page: Page) => page.getByRole("navigation", { name: "Desk" });
const more = (page: Page) => tabs(page).locator("summary");

/** Every page of a desk that has an address of its own, of a teacher who looks after the school as well. */
const pages = [
	...["", "/calendar", "/calendar?view=month", "/print", "/preview"],
	...["/hours", "/hours/days", "/hours/away", "/hours/holidays", "/hours/zone"],
	...["/types", "/types/new", "/feeds", "/figures", "/trail", "/api", "/data"],
	...["/openings", "/openings/new", "/school", "/teams", "/teams/new"],
].map((path) => `/desk${path}`);

test("no page of the desk is left out of what is walked here", () => {
	const walked = pages.map((path) => path.split("?")[0]);
	const there = routes.filter((route) => route.startsWith("/desk") && !route.includes("["));
	expect(there.filter((route) => !walked.includes(route))).toEqual([]);
});

/** The calendar, which scrolls inside itself, and tables that do. */
const scrolling = "[data-scroller], [role=grid], section[tabindex='0']";

/** At 200 % a screen of 1280 px has room for half as many; a phone as it is. */
const sizes = [
	{ name: "200-percent", viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
	{ name: "phone", viewport: { width: 390, height: 844 }, deviceScaleFactor: 1 },
];

for (const { name, ...size } of sizes) {
	test(`every page of the desk fits at ${name}: nothing is cut, moves while it loads or scrolls sideways, and everything can be pressed`, async ({
		browser,
		baseURL,
	}) => {
		test.slow();
		const office = await newOffice({ teaches: true });
		const [teacher] = office.teachers;
		await booked(teacher?.handle ?? "", {
			type: "talk",
			at: hoursFromNow(50),
			name: "Anneliese von Hohenstein-Waldburg",
		});
		const context = await browser.newContext({
			...size,
			baseURL,
			locale: "en-GB",
			timezoneId: "Asia/Kathmandu",
		});
		const page = await context.newPage();
		await watchShifts(page);
		await signIn(page, office.email);
		for (const path of pages) {
			await page.goto(path);
			await expect(page.locator("main .animate-breathe"), path).toHaveCount(0);
			await expect(page.getByRole("heading", { level: 1 }), path).toHaveCount(1);
			await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
			expect(await shiftsOf(page), `${path} moves while it loads`).toBeLessThan(calm);
			await look(page, `desk-at-${name}${path.replace(/\W+/g, "-")}`);
			expect(await cutOff(page, scrolling), path).toEqual([]);
			expect(await tooSmall(page), path).toEqual([]);
		}
		await context.close();
	});
}

test("one row leads to every page of the desk: with More by keyboard, and it closes behind who has gone on", async ({
	page,
}) => {
	const office = await newOffice({ teaches: true });
	await signIn(page, office.email);
	await expect(tabs(page).getByRole("link", { name: "Bookings", exact: true })).toHaveAttribute(
		"aria-current",
		"page",
	);
	const row = await tabs(page).boundingBox();
	expect(row?.height, "the tabs stand in one row").toBeLessThan(60);
	await tabTo(page, more(page));
	await page.keyboard.press("Enter");
	await expect(tabs(page).getByRole("link", { name: "Data" })).toBeVisible();
	await look(page, "desk-more");
	await page.keyboard.press("Tab");
	await page.keyboard.press("Escape");
	await expect(tabs(page).getByRole("link", { name: "Data" })).toHaveCount(0);
	await expect(more(page)).toBeFocused();
	for (const [name, heading] of [
		["Other calendars", "Other calendars"],
		["Figures", "Figures"],
		["Openings", "Openings"],
		["All bookings", "All bookings"],
		["Teams", "Teams"],
		["Changes", "Changes"],
		["Programs", "Programs"],
		["Data", "Data"],
		["Types", "What can be booked"],
	] as const) {
		await toDeskPage(page, name);
		await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible();
		const here = tabs(page).locator("[aria-current=page]:visible");
		// Where it stands under More, that says so.
		if (await here.count()) await expect(here).toHaveText(name);
		else {
			await expect(more(page)).toContainText(`where you are: ${name}`);
			await expect(more(page)).not.toHaveCSS("border-bottom-color", "rgba(0, 0, 0, 0)");
		}
		await expect(tabs(page).locator("details")).not.toHaveAttribute("open");
	}
});

test("More opens before its script has come, and leads on", async ({ page }) => {
	const office = await newOffice({ teaches: true });
	await signIn(page, office.email);
	await page.route("**/_next/static/**/*.js", (route) => route.abort());
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto("/desk/hours");
	await more(page).click();
	await tabs(page).getByRole("link", { name: "Figures" }).click();
	await expect(page).toHaveURL(/\/desk\/figures$/);
});
