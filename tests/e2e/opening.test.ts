import { expect, type Page, test } from "@playwright/test";
import {
	crowd,
	invite,
	linkOf,
	moveOpening,
	newOpening,
	setPace,
	steer,
	type TestOpening,
} from "../api/support/opening.ts";
import { look, picture, tabTo } from "./look.ts";
import { mailTo } from "./mailbox.ts";
import { sql } from "./school.ts";
import { skewed } from "./skewed.ts";

const state = (page: Page, at: string) =>
	expect(page.locator(`[data-at='${at}']`)).toBeVisible({ timeout: 30_000 });
const room = (page: Page) => page.locator("[data-at]");
const address = (opening: TestOpening, link: string) => `/opening/${opening.id}#${link}`;

/** What does not depend on the width, the zone or the colours is seen once. */
const once = (project: string) => test.skip(test.info().project.name !== project, `seen on “${project}”`);

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
	await expect(page.getByRole("timer")).toHaveText(/^0:0\d$/, { timeout: 30_000 });
	await expect(page).toHaveTitle(/^0:0\d · Parents’ evening/);
	await expect(
		page.getByText("The opening is paused for a moment. You keep your place, and it goes on").first(),
	).toBeVisible({
		timeout: 30_000,
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

test("who has no turn looks at the times, and is led to their place", async ({ page }) => {
	const opening = await newOpening({ opensIn: -5 });
	await steer(opening, "pause");
	await page.goto(`/t/${opening.teacher}`);
	await expect(page.getByText("Bookings go by turns here.")).toBeVisible();
	const time = page.locator("[data-starts-at]").first();
	await expect(time).toHaveAttribute("aria-disabled", "true");
	await time.click({ force: true });
	await expect(page.getByRole("dialog")).toHaveCount(0);
	await look(page, "opening-no-turn");
	await page.getByRole("link", { name: "To your place" }).click();
	await expect(page).toHaveURL(`/opening/${opening.id}`);
	await expect(room(page)).toBeVisible();
});

test("a turn that ended elsewhere is told as such, and the way back leads to a new one", async ({ page }) => {
	const opening = await newOpening({ opensIn: -5, seats: 20 });
	await setPace(opening, 50);
	await page.goto(address(opening, await invite(opening)));
	await state(page, "inside");
	await page.goto(`/t/${opening.teacher}`);
	await expect(page.getByText("It is your turn, for")).toBeVisible();
	await sql("update app.tickets set pass_until = now() - interval '1 second' where opening_id = $1", [
		opening.id,
	]);
	await page.locator("[data-starts-at]").first().click();
	await expect(page.getByText("It is not your turn yet.")).toBeVisible();
	await page.getByRole("dialog").getByRole("link", { name: "To your place" }).click();
	await state(page, "lapsed");
	await page.getByRole("button", { name: "Come in again" }).click();
	await state(page, "inside");
});

test("minutes that ran out are told as such beside the times, and the way back leads in again", async ({
	page,
}) => {
	const opening = await newOpening({ opensIn: -5, seats: 20 });
	await setPace(opening, 50);
	await page.goto(address(opening, await invite(opening)));
	await state(page, "inside");
	await page.goto(`/t/${opening.teacher}`);
	await expect(page.getByText("It is your turn, for")).toBeVisible();
	await page.evaluate((name) => {
		const pass = JSON.parse(localStorage.getItem(name) ?? "");
		localStorage.setItem(name, JSON.stringify({ ...pass, until: Date.now() + 4_000 }));
	}, `firstbell:pass:${opening.id}`);
	await page.reload();
	const over = "Your minutes are over; you keep your turn.";
	await expect(page.getByRole("status").filter({ hasText: over })).toHaveCount(1, { timeout: 20_000 });
	await expect(page.getByText("Bookings go by turns here.")).toHaveCount(0);
	await look(page, "opening-minutes-over");
	await page.getByRole("link", { name: "Back to your place" }).click();
	await state(page, "inside");
});

test("who waits sees where they are, how long it takes, and what is left", async ({ page }) => {
	const opening = await newOpening({ opensIn: 5, seats: 30 });
	await crowd(opening, 400);
	await setPace(opening, 0.2);
	await page.goto(address(opening, await inTheMiddle(opening)));
	await state(page, "queue");
	await expect(page.getByText(/It takes .+ until it is your turn/)).toBeVisible();
	await expect(
		page.getByText("30 times are still free, and more people than that come before you"),
	).toBeVisible();
	await expect(page).toHaveTitle(/^About (1|2)\d\d of 400 · /);
	await look(page, "opening-queue");
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

test("when there is nothing left, it says so at once", async ({ page }) => {
	const opening = await newOpening({ opensIn: 4, seats: 0 });
	await crowd(opening, 20);
	await page.goto(address(opening, await invite(opening)));
	await state(page, "bell");
	await state(page, "sold_out");
	await expect(page.getByRole("status").filter({ hasText: "All times are taken." })).toHaveCount(1);
	await look(page, "opening-sold-out");
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

test("the whole way needs no mouse", async ({ page }) => {
	once("desk, Kathmandu");
	const opening = await newOpening({ opensIn: 6 });
	await page.goto(address(opening, await invite(opening)));
	await tabTo(page, page.getByRole("button", { name: "I do not need my place any more" }));
	await page.keyboard.press("Enter");
	await tabTo(page, page.getByRole("button", { name: "Take my place again" }));
	await page.keyboard.press("Enter");
	await tabTo(page, page.locator("summary").filter({ hasText: "Check the draw yourself" }));
	await page.keyboard.press("Enter");
	await expect(page.getByRole("link", { name: "the record of the draw" })).toBeVisible();
	await state(page, "inside");
	await expect(page.getByRole("heading", { name: "It is your turn" })).toBeFocused();
	await tabTo(page, page.getByRole("button", { name: "More time" }));
	await page.keyboard.press("Enter");
	await expect(page.getByRole("status").filter({ hasText: "You have ten more minutes." })).toHaveCount(1);
	await tabTo(page, room(page).getByRole("link", { name: "Ada Teacher 1" }));
	await page.keyboard.press("Enter");
	await expect(page.getByRole("heading", { level: 1, name: "Ada Teacher 1" })).toBeVisible();
});

test("minutes that run out are warned of, and nothing is lost by them", async ({ page }) => {
	const opening = await newOpening({ seats: 30 });
	await page.goto(address(opening, await invite(opening)));
	await state(page, "inside");
	await sql("update app.tickets set pass_until = now() + interval '65 seconds' where opening_id = $1", [
		opening.id,
	]);
	await comeBack(page);
	await expect(page.getByText("Your turn is nearly over")).toBeVisible();
	await expect(page.getByRole("status").filter({ hasText: /left. Press “More time”/ })).toHaveCount(1);
	await look(page, "opening-short");
	await page.getByRole("button", { name: "More time" }).click();
	await expect(page.getByText("10 minutes")).toBeVisible();
	await sql("update app.tickets set pass_until = now() - interval '1 second' where opening_id = $1", [
		opening.id,
	]);
	await comeBack(page);
	await state(page, "lapsed");
	await look(page, "opening-lapsed");
	await page.getByRole("button", { name: "Come in again" }).click();
	await state(page, "inside");
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

test("who has no link is told where it is, or given one", async ({ page }, info) => {
	const invited = await newOpening({ opensIn: 3600 });
	await page.goto(`/opening/${invited.id}`);
	await state(page, "strange");
	await expect(page.getByText("Your link for Parents’ evening")).toBeVisible();
	await look(page, "opening-strange");
	await page.goto(`/opening/${invited.id}#${"A".repeat(44)}`);
	await page.reload();
	await state(page, "invalid");
	await look(page, "opening-invalid");
	const cut = await newOpening({ opensIn: 3600 });
	await page.goto(`/opening/${cut.id}#${"A".repeat(20)}`);
	await expect(page.getByText("It seems to be cut off")).toBeVisible();

	const anyone = await newOpening({ opensIn: 3600, audience: "anyone" });
	const email = `${info.project.name.replace(/\W+/g, "-")}@${anyone.id}.example`.toLowerCase();
	await page.goto(`/opening/${anyone.id}`);
	await page.getByRole("textbox", { name: "E-mail" }).fill("nobody");
	await page.getByRole("button", { name: "Send me my link" }).click();
	await expect(page.getByRole("textbox", { name: "E-mail" })).toHaveAttribute("aria-invalid", "true");
	await page.getByRole("textbox", { name: "E-mail" }).fill(email);
	await page.getByRole("button", { name: "Send me my link" }).click();
	await expect(page.getByText("Look in your mail")).toBeVisible();
	await look(page, "opening-ask");
	const mail = await mailTo(email, /Your link for/);
	const link = mail.text.match(/\/opening\/[\w-]+#[\w-]{44}/)?.[0] ?? "";
	expect(link).toBe(address(anyone, await linkOf(anyone, email)));
	await page.goto(link);
	await state(page, "bell");
});

test("before places are given, it waits and then takes one; a link that was taken back lets nobody in", async ({
	page,
}) => {
	const opening = await newOpening({ opensIn: 3600, joinsIn: 4 });
	const link = await invite(opening);
	await page.goto(address(opening, link));
	await state(page, "early");
	await look(page, "opening-early");
	await state(page, "bell");
	await sql("update app.invitations set revoked_at = now() where opening_id = $1", [opening.id]);
	await moveOpening(opening.id, { opensIn: -1, joinsIn: -60 });
	await comeBack(page);
	await state(page, "revoked");
	await steer(opening, "end");
	await comeBack(page);
	await state(page, "ended");
	await look(page, "opening-ended");
	await steer(opening, "release");
	await comeBack(page);
	await state(page, "released");
	await expect(room(page)).toContainText("What is left can be booked by everybody");
	await look(page, "opening-released");
	await room(page).getByRole("link", { name: "Ada Teacher 1" }).click();
	await expect(page).toHaveURL(`/t/${opening.teacher}`);
});

test("while all times are held, who waits is told that some may come back", async ({ page }) => {
	const opening = await newOpening({ opensIn: 5, seats: 1, bookingsEach: 1 });
	const first = await invite(opening);
	await steer(opening, "pause");
	await page.goto(address(opening, await invite(opening)));
	await state(page, "bell");
	await hold(opening, first);
	await steer(opening, "resume");
	await state(page, "queue");
	await expect(
		page.locator("p:visible").filter({ hasText: "All times are held just now" }).first(),
	).toBeVisible();
	await look(page, "opening-held");
	await sql(
		`select api.release_hold(id, link_version) from app.bookings
		where state = 'held' and ticket_id in (select id from app.tickets where opening_id = $1)`,
		[opening.id],
	);
	await state(page, "inside");
});

test("a group that comes later waits for its own bell, and then behind those before it", async ({ page }) => {
	once("desk, Kathmandu");
	const opening = await newOpening({ opensIn: [-60, 3600] });
	await crowd(opening, 300);
	await setPace(opening, 0.5);
	await crowd(opening, 20, 1);
	await page.goto(address(opening, await invite(opening, undefined, 1)));
	await state(page, "bell");
	await expect(page.getByText(/Bookings open at .+, for Year 6\./)).toBeVisible();
	await expect(page.getByRole("complementary").getByText("Year 5", { exact: true })).toBeVisible();
	await look(page, "opening-groups");
	await moveOpening(opening.id, { opensIn: [-60, 3] });
	await state(page, "queue");
	await expect(page.getByRole("heading", { name: /^About (2[5-9]0|3[0-2]0) of 3[0-2]0$/ })).toBeVisible();
});

test("without a waiting room the invited come in when it opens, all at once", async ({ page }) => {
	once("phone, Berlin, dark");
	const opening = await newOpening({ opensIn: 5, waitingRoom: false });
	await page.goto(address(opening, await invite(opening)));
	await state(page, "bell");
	await state(page, "inside");
});

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

test("only milestones are read aloud, and never each second", async ({ page }) => {
	once("phone, UTC");
	test.setTimeout(90_000);
	const opening = await newOpening({ opensIn: 10 });
	await crowd(opening, 400);
	await setPace(opening, 12);
	await page.goto(address(opening, await inTheMiddle(opening)));
	await state(page, "bell");
	const said = await page.evaluateHandle(() => {
		const words: string[] = [];
		const room = document.querySelector("[data-at]") as HTMLElement;
		const listen = () => {
			for (const region of room.querySelectorAll("[role='status'],[aria-live]")) {
				const text = region.textContent ?? "";
				if (text && words.at(-1) !== text) words.push(text);
			}
		};
		new MutationObserver(listen).observe(room, { subtree: true, childList: true, characterData: true });
		return words;
	});
	await expect(page.locator("[data-at='inside']")).toBeVisible({ timeout: 60_000 });
	const words = await said.jsonValue();
	expect(words.join("\n")).toMatch(
		/About \d+ of 400\..*You are half way\..*About \d+ of 400\..*It is your turn\./s,
	);
	// The state, the draw, half way, a hundred, ten, the turn.
	expect(words.length, words.join(" | ")).toBeLessThanOrEqual(8);
});

test("a hidden tab asks seldom, tells in its title that it is one's turn, and comes in when it is looked at", async ({
	page,
}) => {
	once("desk, UTC, dark");
	test.setTimeout(90_000);
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

test("without JavaScript a place is taken, drawn and used by plain forms", async ({ browser, baseURL }) => {
	once("desk, UTC, dark");
	const opening = await newOpening({ opensIn: 3600, teachers: 2 });
	await crowd(opening, 30);
	await steer(opening, "pause");
	const link = await invite(opening);
	const page = await (await browser.newContext({ baseURL, javaScriptEnabled: false })).newPage();
	await page.goto(`/opening/${opening.id}/${link}`);
	await page.getByRole("button", { name: "Take my place" }).click();
	await expect(page.getByRole("heading", { name: "You have your place" })).toBeVisible();
	expect(await tickets(opening)).toHaveLength(1 + 30);
	await picture(page, `opening-plain-${test.info().project.name.replaceAll(", ", "-")}`);
	await expect(page.locator("meta[http-equiv='refresh']")).toHaveAttribute("content", /^60;url=\/opening\//);
	await moveOpening(opening.id, { opensIn: -1 });
	await expect(async () => {
		await page.reload();
		await expect(page.getByRole("heading", { name: /^(About|You are next)/ })).toBeVisible({ timeout: 500 });
	}).toPass();
	// What stands in <noscript> has no text for Playwright, though it is on the screen.
	await expect.poll(() => page.content()).toContain("The opening is paused for a moment.");
	await expect(page.locator("meta[http-equiv='refresh']")).toHaveAttribute("content", /^10;url=/);
	await setPace(opening, 60);
	await steer(opening, "resume");
	await picture(page, `opening-plain-queue-${test.info().project.name.replaceAll(", ", "-")}`);
	// It looks again by itself.
	await expect(page.getByRole("heading", { name: "It is your turn" })).toBeVisible({ timeout: 40_000 });
	await page.getByRole("button", { name: "Come in" }).click();
	await expect.poll(() => page.content()).toContain("You have until");
	const cookies = await page.context().cookies();
	expect(cookies.map(({ name }) => name)).toContain(`firstbell_pass_${opening.id.replaceAll("-", "")}`);
	await page.locator("noscript").getByRole("link", { name: "Ben Teacher 2" }).click();
	await expect(page.getByRole("heading", { level: 1, name: "Ben Teacher 2" })).toBeVisible();
	await page.context().close();
});

test("without JavaScript a link is asked for, and a place given up, by plain forms", async ({
	browser,
	baseURL,
}) => {
	once("desk, UTC, dark");
	const opening = await newOpening({ audience: "anyone", opensIn: 3600 });
	const page = await (await browser.newContext({ baseURL, javaScriptEnabled: false })).newPage();
	await page.goto(`/opening/${opening.id}`);
	await expect(page.getByRole("heading", { name: "Get your personal link" })).toBeVisible();
	const email = `plain-${Date.now()}@family.example`;
	await page.getByLabel("E-mail").fill(email);
	await picture(page, "opening-plain-ask");
	await page.getByRole("button", { name: "Send me my link" }).click();
	await expect(page.getByRole("heading", { name: "Look in your mail" })).toBeVisible();
	await picture(page, "opening-plain-asked");
	const { text } = await mailTo(email, /Your link for/);
	await page.goto(text.match(/\/opening\/[\w-]+\/[\w-]{44}/)?.[0] ?? "");
	await page.getByRole("button", { name: "Take my place" }).click();
	await page.getByRole("button", { name: "I do not need my place any more" }).click();
	await expect(page.getByRole("heading", { name: "You gave your place up" })).toBeVisible();
	await page.context().close();
});

test("the plain page with JavaScript is the waiting room, too", async ({ page }) => {
	once("desk, Kathmandu");
	const opening = await newOpening({ opensIn: 3600 });
	await page.goto(`/opening/${opening.id}/${await invite(opening)}`);
	await state(page, "bell");
});

test("a slow line that loses one request in twenty gets in all the same", async ({ page }) => {
	once("phone, UTC");
	test.setTimeout(120_000);
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

const tickets = ({ id }: TestOpening) =>
	sql<{ id: string; left_at: string | null }>("select id, left_at from app.tickets where opening_id = $1", [
		id,
	]);

/** As if from another tab. */
async function comeBack(page: Page): Promise<void> {
	await page.evaluate(() => dispatchEvent(new Event("pageshow")));
}

/** The link of one of the crowd whose turn is neither soon nor late. */
async function inTheMiddle(opening: TestOpening): Promise<string> {
	const [family] = await sql<{ email: string }>(
		`select email from app.invitations join app.tickets on tickets.invitation_id = invitations.id
		where invitations.opening_id = $1 order by abs(rank - 3000000000) limit 1`,
		[opening.id],
	);
	return linkOf(opening, family?.email ?? "");
}

const show = (page: Page, state: "hidden" | "visible") =>
	page.evaluate((state) => {
		Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
		document.dispatchEvent(new Event("visibilitychange"));
	}, state);

/** Somebody else holds the first time there is, as soon as it opens. */
async function hold(opening: TestOpening, link: string): Promise<void> {
	const id = Buffer.from(link, "base64url").toString("hex", 0, 16);
	const [ticket] = await sql<{ id: string }>("select (api.join_opening($1, 1) ->> 'ticket_id')::uuid as id", [
		id,
	]);
	await sql(
		"select pg_sleep(greatest(0, extract(epoch from opens_at - clock_timestamp()))) from app.openings where id = $1",
		[opening.id],
	);
	await sql(
		"update app.tickets set pass_until = now() + interval '10 minutes', admitted_at = now() where id = $1",
		[ticket?.id],
	);
	await sql(
		`select api.hold_slot($1, $2, 'talk', (now() at time zone 'UTC')::date + interval '3 days', $3)`,
		[`browser-${ticket?.id}`, opening.teacher, ticket?.id],
	);
}
