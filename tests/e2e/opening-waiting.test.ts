import { crowd, invite, moveOpening, newOpening, setPace, steer } from "../api/support/opening.ts";
import { look } from "./support/look.ts";
import { address, hold, inTheMiddle, state } from "./support/room.ts";
import { sql } from "./support/school.ts";
import { expect, test } from "./support/test.ts";

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

test("when there is nothing left, it says so at once", async ({ page }) => {
	const opening = await newOpening({ opensIn: 4, seats: 0 });
	await crowd(opening, 20);
	await page.goto(address(opening, await invite(opening)));
	await state(page, "bell");
	await state(page, "sold_out");
	await expect(page.getByRole("status").filter({ hasText: "All times are taken." })).toHaveCount(1);
	await look(page, "opening-sold-out");
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
