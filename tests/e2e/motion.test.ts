import { invite, moveOpening, newOpening, setPace, steer } from "../api/support/opening.ts";
import { newEvening } from "./support/evening.ts";
import { address, once, state } from "./support/room.ts";
import { expect, type Page, test } from "./support/test.ts";

/** What would move once something changes: for how many seconds at most. */
type Motion = { where: string; longest: number };

test("who wants less motion sees none", async ({ page }) => {
	once("phone, UTC");
	await page.emulateMedia({ reducedMotion: "reduce" });
	const moved = await moving(page);
	const seen = await walk(page);
	expect(seen.filter(({ longest }) => longest > 0.01)).toEqual([]);
	expect(moved).toEqual([]);
});

test("who does not mind sees the bell ring, and what changes move", async ({ page }) => {
	once("phone, UTC");
	const moved = await moving(page);
	const seen = await walk(page);
	expect(seen.filter(({ longest }) => longest <= 0.01)).toEqual([]);
	expect(moved).toEqual(expect.arrayContaining(["CSSAnimation ring", "CSSTransition width"]));
});

/** From the bell to a time that is held, and to the office's view of it. */
async function walk(page: Page): Promise<Motion[]> {
	const seen: Motion[] = [];
	const opening = await newOpening({ opensIn: 3600 });
	await steer(opening, "pause");
	await page.goto(address(opening, await invite(opening)));
	await state(page, "bell");
	seen.push(await motion(page, "before the bell"));
	await moveOpening(opening.id, { opensIn: -1 });
	await state(page, "queue");
	seen.push(await motion(page, "in the queue"));
	await setPace(opening, 60);
	await steer(opening, "resume");
	await state(page, "inside");
	seen.push(await motion(page, "one's turn"));
	await page.goto(`/t/${opening.teacher}`);
	await expect(page.getByText("It is your turn, for")).toBeVisible();
	seen.push(await motion(page, "a teacher's page"));
	await page.locator("[data-starts-at]:not([aria-disabled=true])").first().click();
	await expect(page.getByRole("dialog").getByRole("timer")).toBeVisible();
	seen.push(await motion(page, "a time that is held"));
	// The thread gets shorter each second.
	await page.waitForTimeout(2_500);
	const { id } = await newEvening(page);
	await page.goto(`/desk/openings/${id}`);
	await expect(page.getByText("Families are booking.")).toBeVisible();
	seen.push(await motion(page, "the office's view"));
	return seen;
}

/** Everything that moves for longer than a hundredth of a second from now on, also inside of the browser's own elements. */
async function moving(page: Page): Promise<string[]> {
	const moved: string[] = [];
	const session = await page.context().newCDPSession(page);
	session.on("Animation.animationStarted", ({ animation: { type, name, source } }) => {
		if ((source?.duration ?? 0) > 10) moved.push(`${type} ${name}`);
	});
	await session.send("Animation.enable");
	return moved;
}

function motion(page: Page, where: string): Promise<Motion> {
	return page.evaluate((where) => {
		const seconds = (list: string) =>
			Math.max(...list.split(",").map((each) => Number.parseFloat(each) * (each.endsWith("ms") ? 0.001 : 1)));
		const parts = [undefined, "::before", "::after", "::backdrop"];
		const longest = [...document.querySelectorAll("*")].flatMap((element) =>
			parts.map((part) => {
				const style = getComputedStyle(element, part);
				const animated = style.animationName === "none" ? 0 : seconds(style.animationDuration);
				return Math.max(animated, seconds(style.transitionDuration));
			}),
		);
		return { where, longest: Math.max(...longest) };
	}, where);
}
