import { dayLabel } from "../../lib/time-words.ts";
import { bookAt, button, nextWeek, openHours, secondDesk } from "./support/hours.ts";
import { look, tabTo } from "./support/look.ts";
import { mailTo } from "./support/mailbox.ts";
import { sql } from "./support/school.ts";
import { expect, test } from "./support/test.ts";

test.use({ actionTimeout: 15_000 });

test("a teacher changes their time zone, and what is booked moves with the clock if they say so", async ({
	page,
}) => {
	const teacher = await openHours(page, "/zone");
	const email = `moves.along-${teacher.handle}@booker.example`;
	await bookAt(teacher, `${nextWeek(3)}T12:00`, "Moves Along");
	// Or the next mail to this address waits for a minute.
	await sql(
		"update app.mails set planned_at = now() - interval '2 minutes' where addressee = md5($1)::uuid",
		[email],
	);
	await page.reload();
	await look(page, "zone");
	const second = await secondDesk(page, "/zone");

	await page.getByLabel("Your time zone").selectOption("Europe/Lisbon");
	await page.getByLabel("Your time zone").selectOption("Europe/Athens");
	const day = dayLabel(nextWeek(3), "long");
	await expect(page.getByText(`${day}, 12:00 in London, will be ${day}, 14:00 in Athens.`)).toBeVisible();
	await page.getByLabel(/^It moves with your clock/).check();
	await look(page, "zone-other");
	await button(page, "Change time zone").click();
	await expect(page.getByText(/^Saved. You live by the clocks of Athens now/)).toBeVisible();
	await expect(page.getByText(/all times in Athens/)).toBeVisible();
	const mail = await mailTo(email, /^Moved: /);
	expect(mail.text).toContain("12:00 – 13:00, Athens");

	await second.getByLabel("Your time zone").selectOption("Asia/Tokyo");
	await button(second, "Change time zone").click();
	await expect(second.getByText(/Saved is Athens/)).toBeVisible();
	await look(second, "zone-stale");
	await button(second, "Change it to Tokyo").click();
	await expect(second.getByText(/^Saved. You live by the clocks of Tokyo now/)).toBeVisible();
});

test("by the keyboard alone a time zone is chosen, said what becomes of bookings, and saved", async ({
	page,
}) => {
	const teacher = await openHours(page, "/zone");
	await bookAt(teacher, `${nextWeek(3)}T12:00`, "Keyed Along");
	await page.reload();
	const zone = page.getByLabel("Your time zone");
	await tabTo(page, zone);
	await page.keyboard.type("Athens");
	await expect(zone).toHaveValue("Europe/Athens");
	const stays = page.getByRole("radio", { checked: true });
	await tabTo(page, stays);
	await page.keyboard.press("ArrowDown");
	await expect(page.getByLabel(/^It moves with your clock/)).toBeChecked();
	await tabTo(page, button(page, "Change time zone"));
	await page.keyboard.press("Enter");
	await expect(page.getByText(/^Saved. You live by the clocks of Athens now/)).toBeVisible();
	await expect(button(page, "Change time zone")).toBeFocused();
});
