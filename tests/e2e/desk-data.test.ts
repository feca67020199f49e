import { booked, hoursFromNow } from "./support/booked.ts";
import { look, tabTo } from "./support/look.ts";
import { mailTo } from "./support/mailbox.ts";
import { newOffice } from "./support/office-school.ts";
import { newTeacher } from "./support/school.ts";
import { signIn } from "./support/sign-in.ts";
import { expect, test } from "./support/test.ts";

test("the office erases a booker who asks for it, by keyboard, and takes the school’s data along", async ({
	page,
}) => {
	const { own, email, teachers } = await newOffice({ teaches: true });
	const [ada = never()] = teachers;
	const booker = `erase-${own}@booker.example`;
	await booked(ada.handle, { at: hoursFromNow(60), name: "Erased Soon", email: booker, type: "talk" });
	await booked(ada.handle, { at: hoursFromNow(62), name: "Stays Here", type: "talk" });

	await signIn(page, email, "/desk/data");
	await expect(page.getByRole("heading", { name: "Take it along" })).toBeVisible();
	await look(page, "desk-data");
	for (const [link, file] of [
		["Download what is yours", "firstbell-desk.json"],
		["Download all of the school", "firstbell-school.json"],
	] as const) {
		const download = page.waitForEvent("download");
		await page.getByRole("link", { name: link }).click();
		expect((await download).suggestedFilename()).toBe(file);
	}

	await tabTo(page, page.getByRole("textbox", { name: "Their e-mail" }));
	await page.keyboard.type("nobody");
	await page.keyboard.press("Enter");
	const dialog = page.getByRole("dialog");
	await dialog.getByRole("button", { name: "Yes, erase them" }).click();
	await expect(page.getByText("This does not look like an e-mail address.")).toBeVisible();
	await expect(page.getByRole("textbox", { name: "Their e-mail" })).toBeFocused();
	await page.getByRole("textbox", { name: "Their e-mail" }).fill(booker);
	await page.keyboard.press("Enter");
	await expect(dialog.getByText(booker)).toBeVisible();
	await look(page, "desk-data-asks");
	await dialog.getByRole("button", { name: "No, leave it" }).click();
	await page.getByRole("button", { name: "Erase them" }).click();
	await dialog.getByRole("button", { name: "Yes, erase them" }).click();
	await expect(page.getByText("Erased. One booking to come was cancelled.")).toBeVisible();
	await look(page, "desk-data-done");
	await mailTo(ada.email, /^Cancelled: Somebody/);

	await page
		.getByRole("navigation", { name: "Desk" })
		.getByRole("link", { name: "Bookings", exact: true })
		.click();
	await expect(page.getByText("Stays Here")).toBeVisible();
	await expect(page.getByText("Erased", { exact: true })).toBeVisible();
	await expect(page.getByText("Erased Soon")).toHaveCount(0);
});

test("a teacher’s own bookings have an address to subscribe to, which is told once", async ({ page }) => {
	const teacher = await newTeacher();
	await booked(teacher.handle, { at: hoursFromNow(60), name: "Käthe O’Hara" });
	await signIn(page, teacher.email, "/desk/feeds");
	const section = page.getByRole("region", { name: "Your bookings elsewhere" });
	await section.getByRole("button", { name: "Make an address" }).click();
	const address = section.getByRole("textbox", { name: "Your calendar’s address" });
	const first = await address.inputValue();
	expect(await (await page.request.get(first)).text()).toContain("SUMMARY:Käthe O’Hara: Lesson");
	await look(page, "desk-calendar-address");
	await section.getByRole("button", { name: "Make a new address" }).click();
	await expect(address).not.toHaveValue(first);
	expect((await page.request.get(first)).status()).toBe(404);
	await page.reload();
	await expect(section.getByText("It is told only when it is made")).toBeVisible();
	await look(page, "desk-calendar-made");
	await section.getByRole("button", { name: "Remove it" }).click();
	await expect(section.getByRole("button", { name: "Make an address" })).toBeVisible();
});

function never(): never {
	throw new Error("There is one.");
}
