import { expect, test } from "@playwright/test";
import { crowd, invite, newOpening, setPace } from "../api/support/opening.ts";
import { tabTo } from "./support/look.ts";
import { address, inTheMiddle, once, room, state } from "./support/room.ts";

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
