import { crowd, invite, moveOpening, newOpening, setPace, steer } from "../api/support/opening.ts";
import { picture } from "./support/look.ts";
import { mailTo } from "./support/mailbox.ts";
import { once, state, tickets } from "./support/room.ts";
import { expect, test } from "./support/test.ts";

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
	once("phone, UTC");
	const opening = await newOpening({ opensIn: 3600 });
	await page.goto(`/opening/${opening.id}/${await invite(opening)}`);
	await state(page, "bell");
});
