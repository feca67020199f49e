import { booked, hoursFromNow } from "./support/booked.ts";
import { look, tabTo } from "./support/look.ts";
import { mailTo } from "./support/mailbox.ts";
import { newOffice } from "./support/office-school.ts";
import { newTeacher, sql } from "./support/school.ts";
import { signIn } from "./support/sign-in.ts";
import { expect, test } from "./support/test.ts";

test("a teacher deletes their page by keyboard alone: what is to come is cancelled first, with a message", async ({
	page,
}) => {
	const teacher = await newTeacher();
	const booker = `leaving-${teacher.handle}@booker.example`;
	await booked(teacher.handle, { at: hoursFromNow(-60), name: "Was Here" });
	await booked(teacher.handle, { at: hoursFromNow(60), name: "Comes Soon", email: booker });
	await signIn(page, teacher.email, "/desk/data");
	const section = page.getByRole("region", { name: "Leave Firstbell" });
	await section.scrollIntoViewIfNeeded();
	await look(page, "leaving");

	await tabTo(page, section.getByRole("button", { name: "Delete my page" }));
	await page.keyboard.press("Enter");
	const dialog = page.getByRole("dialog", { name: "Delete your page?" });
	const typed = dialog.getByRole("textbox", { name: `Type ${teacher.handle} to confirm` });
	await look(page, "leaving-asks");
	await page.keyboard.press("Escape");
	await expect(dialog).toBeHidden();
	await expect(section.getByRole("button", { name: "Delete my page" })).toBeFocused();

	await page.keyboard.press("Enter");
	await tabTo(page, typed);
	await page.keyboard.type("somebody-else");
	await page.keyboard.press("Enter");
	await expect(dialog.getByText(`Please type ${teacher.handle}`)).toBeVisible();
	await expect(typed).toBeFocused();
	await typed.fill(teacher.handle);
	await page.keyboard.press("Enter");
	await expect(dialog.getByText(/^1 booking is to come or going on, on /)).toBeVisible();
	await expect(dialog.getByText(/^First the page closes, so that nobody books again/)).toBeVisible();
	await look(page, "leaving-ahead");

	await tabTo(page, dialog.getByRole("textbox", { name: "Cancel all that is to come, with these words" }));
	await page.keyboard.type("I move to the sea. Thank you all!");
	await tabTo(page, dialog.getByRole("button", { name: "Cancel all, then delete" }));
	await page.keyboard.press("Enter");
	await expect(page.getByRole("dialog", { name: "Your page is gone" })).toBeVisible({ timeout: 60_000 });
	await look(page, "leaving-gone");
	const mail = await mailTo(booker, /^Cancelled/);
	expect(mail.text).toContain("I move to the sea. Thank you all!");
	expect(mail.subject + mail.text).toContain(teacher.name);

	await tabTo(page, page.getByRole("link", { name: "To the start page" }));
	await page.keyboard.press("Enter");
	await page.waitForURL("**/");
	expect((await page.goto(teacher.url))?.status()).toBe(404);
	await page.goto("/desk");
	await expect(page.getByRole("button", { name: "Send me a code" })).toBeVisible();
});

test("an office deletes a teacher, and then the school", async ({ page }) => {
	const { own, email, teachers, school } = await newOffice();
	const [ada = never(), bela = never()] = teachers;
	await booked(ada.handle, { at: hoursFromNow(-60), name: "Was Here", type: "talk" });
	await signIn(page, email, "/desk/data");
	const section = page.getByRole("region", { name: "Delete a teacher" });
	await section.getByRole("button", { name: "Delete this teacher" }).click();
	await expect(section.getByText("Please choose whom.")).toBeVisible();
	await section.getByRole("combobox", { name: "Whom" }).selectOption(ada.handle);
	await section.getByRole("button", { name: "Delete this teacher" }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByRole("textbox", { name: /to confirm/ }).fill(ada.handle);
	await dialog.getByRole("button", { name: "Delete for good" }).click();
	await expect(section.getByText(`${ada.name} is gone.`)).toBeVisible();
	await expect(section.getByRole("option", { name: ada.name })).toHaveCount(0);
	await look(page, "leaving-office");
	expect((await page.request.get(`/t/${ada.handle}`)).status()).toBe(404);
	expect((await page.request.get(`/t/${bela.handle}`)).status()).toBe(200);
	await page.goto("/desk/school?past=1");
	await expect(page.getByText("A teacher who has left").first()).toBeVisible();

	await page.goto("/desk/data");
	await page.getByRole("button", { name: `Delete ${school}` }).click();
	await look(page, "leaving-school-asks");
	await dialog.getByRole("textbox", { name: /to confirm/ }).fill(`office-${own}`);
	await dialog.getByRole("button", { name: "Delete for good" }).click();
	await expect(page.getByRole("dialog", { name: `${school} is gone` })).toBeVisible();
	expect((await page.request.get(`/t/${bela.handle}`)).status()).toBe(404);
});

test("a school goes on past a teacher who is gone by now, and waits for what has begun instead of offering to cancel it", async ({
	page,
}) => {
	const { own, email, teachers, school } = await newOffice();
	const [ada = never(), bela = never()] = teachers;
	await booked(bela.handle, { at: hoursFromNow(0), minutes: 120, name: "Is There", type: "talk" });
	await booked(bela.handle, { at: hoursFromNow(60), name: "Comes Soon", type: "talk" });
	await signIn(page, email, "/desk/data");
	await page.getByRole("button", { name: `Delete ${school}` }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByRole("textbox", { name: /to confirm/ }).fill(`office-${own}`);
	await dialog.getByRole("button", { name: "Delete for good" }).click();
	await expect(dialog.getByText(/^2 bookings are to come or going on/)).toBeVisible();
	await expect(dialog.getByText(/^First all pages close/)).toBeVisible();
	await look(page, "leaving-school-ahead");
	await sql("select api.erase_teacher(staff.user_id, $2) from app.staff staff where staff.email = $1", [
		email,
		ada.handle,
	]);
	await dialog.getByRole("button", { name: "Cancel all, then delete" }).click();
	await expect(dialog.getByText(/^1 booking has begun, and goes on until /)).toBeVisible();
	await expect(dialog.getByRole("button", { name: /^Cancel all/ })).toHaveCount(0);
	await look(page, "leaving-school-begun");
	const open = await sql(
		`select count(*)::int as open from app.appointment_types type join app.teachers teacher on teacher.id = type.teacher_id
		where teacher.handle = $1 and type.retired_at is null`,
		[bela.handle],
	);
	expect(open).toEqual([{ open: 0 }]);

	// An hour and more goes by.
	await sql(
		`with over as (
			update app.bookings booking set during = tstzrange(lower(booking.during) - interval '3 hours', upper(booking.during) - interval '3 hours')
			where booking.email = 'is.there@' || $1 || '.example' returning booking.appointment_id, booking.during
		)
		update app.appointments appointment
		set starts_at = lower(over.during), ends_at = upper(over.during), busy = over.during
		from over where appointment.id = over.appointment_id`,
		[bela.handle],
	);
	await dialog.getByRole("button", { name: "Try now" }).click();
	await expect(page.getByRole("dialog", { name: `${school} is gone` })).toBeVisible({ timeout: 60_000 });
});

function never(): never {
	throw new Error("There is one.");
}
