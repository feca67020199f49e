import { invite, newOpening, setPace, steer, type TestOpening } from "../api/support/opening.ts";
import { look } from "./support/look.ts";
import { address, comeBack, once, room, state } from "./support/room.ts";
import { sql } from "./support/school.ts";
import { expect, test } from "./support/test.ts";

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
	await expect(page.getByRole("status").filter({ hasText: over })).toHaveCount(1, { timeout: 40_000 });
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

test("who is five times slower than the rest books all the same: a turn and a hold last as long as they ask", async ({
	page,
}) => {
	once("phone, UTC");
	const opening = await newOpening({ seats: 30 });
	await page.goto(address(opening, await invite(opening)));
	await state(page, "inside");

	// A turn is ten minutes: three of them to choose a teacher, and two to choose a time.
	const more = page.getByRole("button", { name: "More time" });
	for (let turn = 1; turn <= 3; turn++) {
		await letPass(opening, 9 * 60);
		await comeBack(page);
		await expect(page.getByText("Your turn is nearly over")).toBeVisible();
		await more.click();
		await expect(page.getByText("You have 10 minutes to choose")).toBeVisible();
	}
	await room(page).getByRole("link", { name: "Ada Teacher 1" }).click();
	await expect(page.getByText("It is your turn, for")).toBeVisible();
	// The room goes by the server's clock, and this page by its own.
	await page.clock.install();
	const both = async (seconds: number) => {
		await letPass(opening, seconds);
		await page.clock.fastForward(seconds * 1_000);
	};
	for (let turn = 1; turn <= 2; turn++) {
		await both(9 * 60);
		await expect(page.getByText("Your turn is nearly over")).toBeVisible();
		await more.click();
		await expect(page.getByText("It is your turn, for 10 minutes.")).toBeVisible();
	}

	// A hold is five minutes, and outlives the turn: five of them to type a name and an address.
	await page.locator("[data-starts-at]:not([aria-disabled=true])").first().click();
	const dialog = page.getByRole("dialog");
	await dialog.getByLabel("Name").fill("Slow Family");
	for (let hold = 1; hold <= 5; hold++) {
		await expect(dialog.getByRole("timer")).toHaveText(/^(5:00|4:\d\d)$/);
		await both(4 * 60 + 30);
		await dialog.getByRole("button", { name: "I need more time" }).click();
	}
	const [ticket] = await sql<{ over: boolean }>(
		"select pass_until < now() as over from app.tickets where opening_id = $1",
		[opening.id],
	);
	expect(ticket?.over).toBe(true);
	await dialog.getByLabel("E-mail").fill(`slow@${opening.id}.example`);
	await dialog.getByRole("button", { name: "Book this time" }).click();
	await expect(page.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
});

/** Time passes for what the database has promised to this opening's families. */
async function letPass({ id }: TestOpening, seconds: number): Promise<void> {
	await sql(
		`with late as (
			update app.tickets set pass_until = pass_until - make_interval(secs => $2) where opening_id = $1 returning id
		), held as (
			update app.bookings set held_until = held_until - make_interval(secs => $2)
			where state = 'held' and ticket_id in (select id from late) returning appointment_id
		)
		update app.appointments set held_until = held_until - make_interval(secs => $2)
		where id in (select appointment_id from held)`,
		[id, seconds],
	);
}
