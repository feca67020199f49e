import { crowd, invite, moveOpening, newOpening } from "../api/support/opening.ts";
import { look } from "./support/look.ts";
import { address, once, show, state } from "./support/room.ts";
import { sql } from "./support/school.ts";
import { skewed } from "./support/skewed.ts";
import { expect, test } from "./support/test.ts";

test("offline, it says so, keeps the place, and goes on by itself", async ({ page, context }) => {
	const opening = await newOpening({ opensIn: 3600 });
	await page.goto(address(opening, await invite(opening)));
	await state(page, "bell");
	await context.setOffline(true);
	await expect(page.getByText("We cannot reach Firstbell just now")).toBeVisible({ timeout: 40_000 });
	await state(page, "bell");
	await look(page, "opening-offline");
	await moveOpening(opening.id, { opensIn: -1 });
	await context.setOffline(false);
	await state(page, "inside");
});

test("a hidden tab asks seldom, tells in its title that it is one's turn, and comes in when it is looked at", async ({
	page,
}) => {
	once("desk, UTC, dark");
	const opening = await newOpening({ opensIn: 8 });
	await page.goto(address(opening, await invite(opening)));
	await state(page, "bell");
	let asked = 0;
	await page.route("**/status/**", (route) => {
		asked++;
		return route.continue();
	});
	await show(page, "hidden");
	await expect(page).toHaveTitle(/^Your turn · /, { timeout: 40_000 });
	expect(asked).toBeLessThan(5);
	await page.waitForTimeout(3_000);
	await expect(page.locator("[data-at='entering']")).toHaveCount(1);
	await show(page, "visible");
	await state(page, "inside");
});

for (const minutes of [10, -10]) {
	test(`with a clock that is ${minutes} minutes off, it opens within 250 ms`, async ({
		browser,
		baseURL,
	}) => {
		once("desk, UTC, dark");
		const opening = await newOpening({ opensIn: 15 });
		const page = await skewed(browser, minutes);
		await page.goto(`${baseURL}${address(opening, await invite(opening))}`);
		await state(page, "bell");
		const opened = await page.evaluate(
			() =>
				new Promise<number>((done) => {
					const section = document.querySelector("[data-at]") as HTMLElement;
					new MutationObserver(() => {
						// Nobody sets this clock: the machine's own, which is the database's, too.
						if (section.dataset.at !== "bell") done(performance.timeOrigin + performance.now());
					}).observe(section, { attributes: true });
				}),
		);
		const [row] = await sql<{ off: number }>(
			"select 1000 * extract(epoch from clock_timestamp())::float8 as off",
		);
		expect(Math.abs((row?.off ?? 0) - Date.now())).toBeLessThan(100);
		const [group] = await sql<{ at: number }>(
			"select 1000 * extract(epoch from opens_at)::float8 as at from app.opening_groups where opening_id = $1",
			[opening.id],
		);
		const late = opened - (group?.at ?? 0);
		test.info().annotations.push({ type: "late", description: `${Math.round(late)} ms` });
		expect(Math.abs(late)).toBeLessThan(250);
		await state(page, "inside");
		await page.context().close();
	});
}

test("a slow line that loses one request in twenty gets in all the same", async ({ page }) => {
	once("phone, UTC");
	const opening = await newOpening({ opensIn: 20 });
	await crowd(opening, 20);
	const line = await page.context().newCDPSession(page);
	await line.send("Network.enable");
	await line.send("Network.emulateNetworkConditions", {
		offline: false,
		latency: 400,
		downloadThroughput: 50_000,
		uploadThroughput: 50_000,
	});
	let asked = 0;
	await page.route("**/api/**", (route) => (++asked % 20 === 3 ? route.abort() : route.continue()));
	await page.goto(address(opening, await invite(opening)));
	await state(page, "bell");
	await expect(page.locator("[data-at='inside']")).toBeVisible({ timeout: 60_000 });
});
