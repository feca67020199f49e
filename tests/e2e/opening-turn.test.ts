import { expect, test } from "@playwright/test";
import { invite, newOpening, setPace, steer } from "../api/support/opening.ts";
import { look } from "./support/look.ts";
import { address, comeBack, room, state } from "./support/room.ts";
import { sql } from "./support/school.ts";

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
