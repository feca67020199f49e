import { crowd, invite, moveOpening, newOpening, setPace, steer } from "../api/support/opening.ts";
import { tabTo } from "./support/look.ts";
import { address, inTheMiddle, once, room, state } from "./support/room.ts";
import { expect, type Page, test } from "./support/test.ts";

test("the whole way needs no mouse", async ({ page }) => {
	once("desk, UTC, dark");
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

test("from the link in the mail to the booking by keyboard alone, and the focus is never lost", async ({
	page,
}) => {
	const opening = await newOpening({ opensIn: 3600, teachers: 2 });
	await crowd(opening, 30);
	await steer(opening, "pause");
	await page.goto(address(opening, await invite(opening)));
	await state(page, "bell");
	await tabTo(page, page.getByRole("button", { name: "I do not need my place any more" }));
	await focusIsKept(page);

	// What has the focus goes away at the bell, and so does what comes in its place when the turn does.
	await moveOpening(opening.id, { opensIn: -1 });
	await state(page, "queue");
	await focusIsKept(page);
	await tabTo(page, page.getByRole("button", { name: "I do not need my place any more" }));
	await setPace(opening, 60);
	await steer(opening, "resume");
	await state(page, "inside");
	await expect(page.getByRole("heading", { name: "It is your turn" })).toBeFocused();
	await focusIsKept(page);

	await tabTo(page, room(page).getByRole("link", { name: "Ben Teacher 2" }));
	await focusIsKept(page);
	await page.keyboard.press("Enter");
	await expect(page.getByRole("heading", { level: 1, name: "Ben Teacher 2" })).toBeVisible();
	await focusIsKept(page);
	await tabTo(page, page.locator("[data-starts-at]:not([aria-disabled=true])").first());
	await focusIsKept(page);
	await page.keyboard.press("Enter");
	await expect(page.getByRole("dialog").getByRole("timer")).toBeVisible();
	await focusIsKept(page);
	await tabTo(page, page.getByRole("textbox", { name: "Name", exact: true }));
	await focusIsKept(page);
	await page.keyboard.type("Keys Family");
	await page.keyboard.press("Tab");
	await expect(page.getByRole("textbox", { name: "E-mail" })).toBeFocused();
	await focusIsKept(page);
	await page.keyboard.type(`keys@${opening.id}.example`);
	await page.keyboard.press("Enter");
	await expect(page.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
	await focusIsKept(page);
});

/** Somebody has the focus, on the screen, with a ring to be seen; a heading that was given it to be read needs none. */
async function focusIsKept(page: Page): Promise<void> {
	await expect
		.poll(() =>
			page.evaluate(() => {
				const { activeElement: focused, body } = document;
				if (!(focused instanceof HTMLElement) || focused === body) return "nobody has the focus";
				if (!focused.checkVisibility()) return "what has the focus is not visible";
				const { top, bottom } = focused.getBoundingClientRect();
				if (bottom <= 0 || top >= innerHeight) return "what has the focus is off the screen";
				const ringed = [undefined, "::after"].some((part) => {
					const { outlineStyle, outlineWidth } = getComputedStyle(focused, part);
					return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
				});
				return ringed || focused.tabIndex < 0 ? "kept" : `${focused.outerHTML.slice(0, 120)} shows no ring`;
			}),
		)
		.toBe("kept");
}
