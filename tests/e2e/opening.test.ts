import { crowd, invite, moveOpening, newOpening, setPace, steer } from "../api/support/opening.ts";
import { look } from "./support/look.ts";
import { address, comeBack, once, room, state, tickets } from "./support/room.ts";
import { sql } from "./support/school.ts";
import { expect, test } from "./support/test.ts";

test("from the mail to the turn: a place, the bell, the draw, the teachers", async ({ page }) => {
	const opening = await newOpening({ opensIn: 3600, teachers: 3, bookingsEach: 2 });
	await crowd(opening, 60);
	const link = await invite(opening);
	await steer(opening, "pause");
	await page.goto(address(opening, link));
	await state(page, "bell");
	await expect(page.getByRole("heading", { name: "You have your place" })).toBeVisible();
	await expect(page.getByRole("timer")).toHaveText(/^(1:00:00|59:\d\d)$/);
	await expect(
		page.getByRole("status").filter({ hasText: "You have your place. Bookings open at" }),
	).toHaveCount(1);
	await look(page, "opening-bell");

	await moveOpening(opening.id, { opensIn: 14 });
	await expect(page.getByRole("timer")).toHaveText(/^0:0\d$/, { timeout: 40_000 });
	await expect(page).toHaveTitle(/^0:0\d · Parents’ evening/);
	await expect(
		page.getByText("The opening is paused for a moment. You keep your place, and it goes on").first(),
	).toBeVisible({
		timeout: 40_000,
	});
	await expect(page.getByRole("heading", { name: /^(About [\d,]+ of|You are next)/ })).toBeVisible();
	await look(page, "opening-paused");

	await setPace(opening, 4);
	await steer(opening, "resume");
	await state(page, "inside");
	await expect(page.getByRole("heading", { name: "It is your turn" })).toBeFocused();
	await expect(page).toHaveTitle(/^Your turn · /);
	await expect(page.getByText("You can book up to 2.")).toBeVisible();
	await look(page, "opening-inside");
	const names = await page.context().cookies();
	expect(names.map(({ name }) => name)).toEqual(
		expect.arrayContaining([
			`firstbell_place_${opening.id.replaceAll("-", "")}`,
			`firstbell_pass_${opening.id.replaceAll("-", "")}`,
		]),
	);
	await room(page).getByRole("link", { name: "Ada Teacher 1" }).click();
	await expect(page.getByRole("heading", { level: 1, name: "Ada Teacher 1" })).toBeVisible();

	// The turn comes along: it is told, made longer, and used.
	await expect(page.getByText("It is your turn, for")).toBeVisible();
	await page.getByRole("button", { name: "More time" }).click();
	await expect(page.getByRole("status").filter({ hasText: "You have ten more minutes." })).toHaveCount(1);
	await look(page, "opening-teacher");
	await page.locator("[data-starts-at]:not([aria-disabled=true])").first().click();
	await page.getByLabel("Name").fill("Drawn Family");
	await page.getByLabel("E-mail").fill(`drawn-${Date.now()}@family.example`);
	await page.getByRole("button", { name: "Book this time" }).click();
	await expect(page.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
	await page.goto(`/opening/${opening.id}`);
	await state(page, "inside");
	await expect(page.getByText("You can book one more.")).toBeVisible();
});

test("all tabs and devices of a family are one place, and it survives lost cookies", async ({
	page,
	browser,
}) => {
	once("phone, UTC");
	const opening = await newOpening({ opensIn: 3600 });
	const link = await invite(opening);
	const other = await page.context().newPage();
	const device = await (await browser.newContext()).newPage();
	for (const each of [page, other, device]) {
		await each.goto(address(opening, link));
		await state(each, "bell");
	}
	expect(await tickets(opening)).toHaveLength(1);
	await page.context().clearCookies();
	// Without the hash: the browser remembers.
	await page.goto("/");
	await page.goto(`/opening/${opening.id}`);
	await state(page, "bell");
	await moveOpening(opening.id, { opensIn: -1 });
	for (const each of [page, other, device]) {
		await each.bringToFront();
		await state(each, "inside");
	}
	expect(await tickets(opening)).toHaveLength(1);
	await device.context().close();
});

test("a place is given up and taken up again, the same", async ({ page }) => {
	const opening = await newOpening({ opensIn: 3600 });
	await page.goto(address(opening, await invite(opening)));
	await state(page, "bell");
	const [before] = await tickets(opening);
	await page.getByRole("button", { name: "I do not need my place any more" }).click();
	await state(page, "left");
	await expect(page.getByRole("heading", { name: "You gave your place up" })).toBeFocused();
	expect((await tickets(opening))[0]?.left_at).not.toBeNull();
	await look(page, "opening-left");
	await page.reload();
	await state(page, "left");
	await page.getByRole("button", { name: "Take my place again" }).click();
	await state(page, "bell");
	expect(await tickets(opening)).toEqual([before]);
});

test("what was booked is shown, and nothing more is asked for", async ({ page }) => {
	const opening = await newOpening({ seats: 30 });
	const link = await invite(opening);
	await page.goto(address(opening, link));
	await state(page, "inside");
	const slots = await sql<{ starts_at: string }>(
		`select to_char((now() + interval '3 days')::date + time '10:00', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as starts_at`,
	);
	const said = await page.request.post("/api/bookings", {
		headers: { origin: new URL(page.url()).origin, "idempotency-key": `browser-${opening.id}` },
		data: {
			teacher: opening.teacher,
			type: "talk",
			startsAt: slots[0]?.starts_at,
			opening: opening.id,
			name: "Pat Parent",
			email: `pat@${opening.id}.example`,
			timeZone: "UTC",
		},
	});
	expect(said.status(), await said.text()).toBe(201);
	await comeBack(page);
	await state(page, "done");
	await look(page, "opening-done");
	await page.getByRole("list", { name: "Your bookings" }).getByRole("link").click();
	await expect(page.getByRole("heading", { name: "You are booked" })).toBeVisible();
});

test("without a waiting room the invited come in when it opens, all at once", async ({ page }) => {
	once("phone, Berlin, dark");
	const opening = await newOpening({ opensIn: 5, waitingRoom: false });
	await page.goto(address(opening, await invite(opening)));
	await state(page, "bell");
	await state(page, "inside");
});
