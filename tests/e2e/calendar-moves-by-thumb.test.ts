import { addDays, startOfDay } from "../../lib/time.ts";
import { look } from "./support/look.ts";
import { newTeacher, sql } from "./support/school.ts";
import { signIn } from "./support/sign-in.ts";
import { expect, test } from "./support/test.ts";

const zone = "Europe/London";
const monday = (() => {
	const soon = new Date(Date.now() + 8 * 86_400_000);
	return addDays(soon.toISOString().slice(0, 10), (8 - soon.getUTCDay()) % 7);
})();
const at = (hour: number) => new Date(startOfDay(monday, zone) + hour * 3_600_000).toISOString();

test.skip(({ hasTouch }) => !hasTouch, "a thumb is on a phone");

test("by a thumb a booking is opened, and moved by its form, in light and in dark", async ({ page }) => {
	const { handle, email } = await newTeacher({ zone });
	const [row] = await sql<{ id: string }>(
		`select api.book_slot('thumb-' || gen_random_uuid(), $1, 'lesson', $2, 'Thea Thumb', 'thumb-' || $1 || '@booker.example', 'UTC')
			->> 'booking_id' as id`,
		[handle, at(10)],
	);
	const starts = async () => {
		const [booking] = await sql<{ at: Date }>("select lower(during) as at from app.bookings where id = $1", [
			row?.id,
		]);
		return booking?.at.toISOString();
	};
	await signIn(page, email, `/desk/calendar?day=${monday}`);
	const card = page.getByRole("button", { name: /Thea Thumb, Lesson/ });
	const dialog = page.getByRole("dialog");
	const both = async (name: string) => {
		await look(page, name);
		await page.emulateMedia({ colorScheme: "dark" });
		await look(page, `${name}-dark`);
		await page.emulateMedia({ colorScheme: "light" });
	};
	await card.scrollIntoViewIfNeeded();
	await expect(page.getByText("a booking to see who comes or to move it")).toBeVisible();
	await both("thumb-calendar");

	const press = () => card.tap();
	await press();
	await both("thumb-booking");
	await dialog.getByRole("button", { name: "Move", exact: true }).click();
	await both("thumb-move");
	for (const target of await dialog.locator("button, input, textarea").all())
		expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(44);
	await page.getByLabel("New start").fill("13:00");
	await dialog.getByRole("button", { name: "Move", exact: true }).click();
	await expect(dialog).toHaveCount(0);
	await expect.poll(starts).toBe(at(13));
	await both("thumb-moved");
	await expect(page.getByRole("button", { name: "Undo", exact: true }).last()).toBeVisible();
	await expect(page.getByRole("button", { name: /13:00 – 14:00: Thea Thumb/ })).toBeVisible();
});
