import { invite, newOpening, setPace } from "../api/support/opening.ts";
import { seen } from "./support/in-language.ts";
import { look, openSecondWeek, startOf, tabTo, time, times } from "./support/look.ts";
import { address, room, state } from "./support/room.ts";
import { newTeacher, sql } from "./support/school.ts";
import { expect, type Page, test } from "./support/test.ts";

const free = (page: Page) => page.locator("[data-starts-at]:not([aria-disabled=true])");
const dialog = (page: Page) => page.getByRole("dialog");
/** As it is seen, beside what is read aloud of it. */
const lineOf = (page: Page, said: RegExp) => page.locator("p:not(.sr-only)").filter({ hasText: said });
const line = (page: Page) => lineOf(page, /^You hold .+ with .+ until .+\.$/);
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const holds = (of: string) =>
	sql<{ starts_at: Date }>(
		`select lower(booking.during) as starts_at from app.bookings booking
		join app.appointments appointment on appointment.id = booking.appointment_id
		join app.teachers teacher on teacher.id = appointment.teacher_id
		where teacher.handle = $1 and booking.state = 'held' and booking.held_until > now()`,
		[of],
	);

// A browser that is killed, and a tab that is thrown away, say good-bye to nobody.
test.beforeEach(async ({ context }) => {
	await context.addInitScript(() =>
		addEventListener("pagehide", (event) => event.stopImmediatePropagation()),
	);
});

test("a family whose page died comes back by its link, goes on with the time it holds, and books it", async ({
	page,
	context,
}) => {
	const opening = await newOpening({ opensIn: -5, seats: 20, teachers: 2 });
	await setPace(opening, 50);
	const link = address(opening, await invite(opening));
	await comeIn(page, link);
	await room(page).getByRole("link", { name: "Ada Teacher 1" }).click();
	await free(page).first().click();
	await expect(dialog(page).getByRole("timer")).toBeVisible();
	await page.close();
	expect(await holds(opening.teacher)).toHaveLength(1);

	const again = await context.newPage();
	await comeIn(again, link);
	await expect(line(again)).toBeVisible();
	await look(again, "opening-inside-held");
	let asked = 0;
	again.on("request", (request) => {
		if (request.url().includes("/api/tickets/")) asked++;
	});
	await again.getByRole("link", { name: "Go on" }).click();
	await expect(line(again)).toBeVisible();
	await expect(again.getByRole("status").filter({ hasText: "You hold" })).toHaveCount(1);
	await look(again, "board-held");
	expect(asked).toBe(1);
	await tabTo(again, button(again, "Go on"));
	await again.keyboard.press("Enter");
	await expect(dialog(again).getByRole("timer")).toHaveText(/^4:\d\d$/);
	await expect(line(again)).toHaveCount(0);
	await dialog(again).getByLabel("Name").fill("Back Again");
	await dialog(again).getByLabel("E-mail").fill(`back@${opening.id}.example`);
	await button(again, "Book this time").click();
	await expect(again.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
});

test("on another device, who hears that it is as many as they can have is told which, and takes another time for it", async ({
	page,
	browser,
	baseURL,
}) => {
	const opening = await newOpening({ opensIn: -5, seats: 20 });
	await setPace(opening, 50);
	const link = address(opening, await invite(opening));
	const other = await (await browser.newContext({ ...(baseURL && { baseURL }) })).newPage();
	for (const each of [other, page]) {
		await comeIn(each, link);
		await each.goto(`/t/${opening.teacher}`);
		await expect(free(each).first()).toBeVisible();
	}
	await free(other).first().click();
	await expect(dialog(other).getByRole("timer")).toBeVisible();
	const [first] = await holds(opening.teacher);

	await free(page).nth(2).click();
	await expect(dialog(page).getByText("That is as many as one person can have here.")).toBeVisible();
	await expect(dialog(page).getByText(/^You hold .+ with Ada Teacher 1 until /)).toBeVisible();
	await look(page, "held-in-the-way");
	await button(page, "Give it back and take this time").click();
	await expect(dialog(page).getByRole("timer")).toBeVisible();
	await expect(dialog(page).locator("h2")).toBeFocused();
	const [second, ...more] = await holds(opening.teacher);
	expect(more).toEqual([]);
	expect(second?.starts_at).not.toEqual(first?.starts_at);
	await other.context().close();
});

test("whose minutes ran out while a time is held goes on with it on another device, and books it", async ({
	page,
	browser,
	baseURL,
}) => {
	const opening = await newOpening({ opensIn: -5, seats: 20 });
	await setPace(opening, 50);
	const link = address(opening, await invite(opening));
	await comeIn(page, link);
	await page.goto(`/t/${opening.teacher}`);
	await free(page).first().click();
	await expect(dialog(page).getByRole("timer")).toBeVisible();
	await page.close();
	await sql("update app.tickets set pass_until = now() - interval '1 second' where opening_id = $1", [
		opening.id,
	]);

	const other = await (await browser.newContext({ ...(baseURL && { baseURL }) })).newPage();
	await other.goto(link);
	await state(other, "lapsed");
	await other.getByRole("link", { name: "Go on" }).click();
	await expect(other.getByText("Your minutes are over; you keep your turn.").first()).toBeVisible();
	await button(other, "Go on").click();
	await expect(dialog(other).getByRole("timer")).toBeVisible();
	await dialog(other).getByLabel("Name").fill("Slow Phone");
	await dialog(other).getByLabel("E-mail").fill(`slow@${opening.id}.example`);
	await button(other, "Book this time").click();
	await expect(other.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
	await other.context().close();
});

test("a time that a tab was left with is given back by its own line, and is free for everybody", async ({
	page,
}) => {
	const teacher = await newTeacher();
	await openSecondWeek(page, teacher.url);
	const startsAt = await startOf(page, 2);
	await time(page, startsAt).click();
	await expect(dialog(page).getByRole("timer")).toBeVisible();
	await page.reload();
	expect(await holds(teacher.handle)).toHaveLength(1);
	await expect(line(page)).toBeVisible();
	await button(page, "Give it back").click();
	await expect(line(page)).toHaveCount(0);
	await expect(page.locator("[data-focus-home]")).toBeFocused();
	expect(await holds(teacher.handle)).toHaveLength(0);
	await button(page, "Later days").click();
	await expect(time(page, startsAt)).toBeVisible();
});

test("a tab that was thrown away goes on where it was; and who takes another time there gives the first one back", async ({
	page,
}) => {
	const teacher = await newTeacher();
	await openSecondWeek(page, teacher.url);
	const startsAt = await startOf(page, 2);
	await time(page, startsAt).click();
	await expect(dialog(page).getByRole("timer")).toBeVisible();
	await page.reload();
	await button(page, "Go on").click();
	await expect(dialog(page).getByRole("timer")).toBeVisible();
	await page.reload();
	await expect(line(page)).toBeVisible();
	await button(page, "Later days").click();
	await times(page).first().click();
	await expect(dialog(page).getByRole("timer")).toBeVisible();
	await expect.poll(() => holds(teacher.handle)).toHaveLength(1);
	await dialog(page).getByLabel("Name").fill("Went On");
	await dialog(page).getByLabel("E-mail").fill(`${teacher.handle}@booker.example`);
	await button(page, "Book this time").click();
	await expect(page.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
	await page.goto(teacher.url);
	await expect(page.getByRole("button", { name: "Later days" })).toBeVisible();
	await expect(line(page)).toHaveCount(0);
});

test("who taps another time at once waits until the first one is given back", async ({ page }) => {
	const opening = await newOpening({ opensIn: -5, seats: 20 });
	await setPace(opening, 50);
	await comeIn(page, address(opening, await invite(opening)));
	await page.goto(`/t/${opening.teacher}`);
	await page.route("**/api/releases", async (route) => {
		await new Promise((wake) => setTimeout(wake, 1_000));
		await route.continue();
	});
	await free(page).first().click();
	await expect(dialog(page).getByRole("timer")).toBeVisible();
	await button(page, "Close and give the time back").click();
	await free(page).nth(2).click();
	await expect(dialog(page).getByRole("timer")).toBeVisible();
});

test("who closes a time of which no answer came gives it back, should it have been held", async ({
	page,
}) => {
	const teacher = await newTeacher();
	await openSecondWeek(page, teacher.url);
	const startsAt = await startOf(page, 2);
	// Each is carried out, and none is heard of.
	await page.route("**/api/holds", async (route) => {
		await route.fetch();
		await route.abort();
	});
	await time(page, startsAt).click();
	await expect(button(page, "Try again")).toBeVisible({ timeout: 60_000 });
	expect(await holds(teacher.handle)).toHaveLength(1);
	await page.unroute("**/api/holds");
	await button(page, "Close and give the time back").click();
	await expect.poll(() => holds(teacher.handle)).toEqual([]);
	await expect(time(page, startsAt)).toBeVisible();
});

for (const [locale, said] of [
	["de-DE", /ist bis .+ für Sie reserviert\.$/],
	["fr-FR", /est gardé pour vous jusqu’à .+\.$/],
	["es-ES", /se guarda para ti hasta las .+\.$/],
] as const)
	test.describe(locale, () => {
		test.use({ locale });

		test("what a tab was left with is said in one's language", async ({ page }) => {
			const teacher = await newTeacher();
			await page.goto(teacher.url);
			await free(page).last().click();
			await expect(dialog(page).getByRole("timer")).toBeVisible();
			await page.reload();
			await expect(lineOf(page, said)).toBeVisible();
			await seen(page, `board-held-${locale.slice(0, 2)}`);
		});
	});

/** By the link, until it is one's turn. */
async function comeIn(page: Page, link: string): Promise<void> {
	await page.goto(link);
	await state(page, "inside");
}
