import { toDeskPage } from "./support/desk-pages.ts";
import { look, tabTo } from "./support/look.ts";
import { mailsTo, mailTo } from "./support/mailbox.ts";
import { inBerlin, newOffice, type Office, step } from "./support/office-school.ts";
import { sql } from "./support/school.ts";
import { signIn, signInByForm } from "./support/sign-in.ts";
import { expect, type Page, test } from "./support/test.ts";

test.use({ actionTimeout: 15_000 });

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const tabs = (page: Page) => page.getByRole("navigation", { name: "This opening" });
const file = (text: string | Buffer) => ({
	name: "families.csv",
	mimeType: "text/csv",
	buffer: typeof text === "string" ? Buffer.from(text) : text,
});

/** Makes an opening of the whole school in two groups, and gives its id. */
async function makeOpening(page: Page, office: Office): Promise<string> {
	await page.getByRole("link", { name: "New opening" }).click();
	await expect(page.getByRole("heading", { name: "New opening" })).toBeVisible();
	await button(page, "Make this opening").click();
	await expect(page.getByText("Please name it.")).toBeVisible();
	await expect(page.getByText("Please say when it opens.")).toBeVisible();
	await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
	await look(page, "office-new-errors");
	await page.getByRole("textbox", { name: "Name" }).fill(`Parents’ evening ${office.own}`);
	await page.getByLabel("Opens at", { exact: true }).fill(inBerlin(3, "08:00"));
	await expect(page.getByLabel("Places from")).toHaveValue(inBerlin(3, "07:30"));
	await button(page, "Add a group that opens at another time").click();
	await page.getByLabel("Name of group 1").fill("Families with several children");
	await page.getByLabel("Name of group 2").fill("Everybody else");
	await page.getByLabel("Group 2 opens at").fill(inBerlin(3, "09:00"));
	// Nothing is lost by an error that only the server finds.
	await page.getByLabel("Closes at (if ever)").fill(inBerlin(2, "20:00"));
	await button(page, "Make this opening").click();
	await expect(page.getByText("It closes after it opens.")).toBeVisible();
	await expect(page.getByLabel("Closes at (if ever)")).toBeFocused();
	await expect(page.getByLabel("Name of group 1")).toHaveValue("Families with several children");
	await page.getByLabel("Closes at (if ever)").fill(inBerlin(9, "20:00"));
	await page.getByLabel("Bookings for each family").fill("2");
	await look(page, "office-new");
	await button(page, "Make this opening").click();
	await expect(page.getByRole("heading", { name: `Parents’ evening ${office.own}` })).toBeVisible();
	await expect(page.getByText("Not open yet.")).toBeVisible();
	return page.url().split("/").at(-1) ?? "";
}

test("an office makes an opening, invites families, watches it open, steers it, books for one and ends it", async ({
	page,
}) => {
	const office = await newOffice();
	await signInByForm(page, office.email);
	await expect(page.getByRole("heading", { name: "No openings yet" })).toBeVisible();
	await expect(page.getByRole("link", { name: "Hours", exact: true })).toHaveCount(0);
	await look(page, "office-empty");
	const id = await makeOpening(page, office);
	await look(page, "office-coming");
	await expect(button(page, "Book for someone")).toHaveAttribute("aria-disabled", "true");

	await test.step("a faulty file does nothing, and a mended one invites everybody", async () => {
		await tabs(page).getByRole("link", { name: "Families" }).click();
		await expect(page.getByText("Nobody is invited yet")).toBeVisible();
		await look(page, "office-families-none");
		const families = Array.from(
			{ length: 30 },
			(_, i) => `family${i}-${office.own}@home.example;Familie Grün ${i};${i % 3 ? 2 : 1}`,
		);
		const csv = (rows: string[]) => Buffer.from(["E-Mail;Familie;Gruppe", ...rows].join("\r\n"), "latin1");
		await page
			.getByLabel("Choose a CSV file")
			.setInputFiles(file(csv([...families, "not an address;Ärger;2", families[0] ?? ""])));
		await expect(page.getByText("2 rows have something to mend.")).toBeVisible();
		await expect(page.getByText("This does not look like an e-mail address.")).toBeVisible();
		await expect(page.getByText("This address is in line 2 already.")).toBeVisible();
		await expect(page.getByText("Familie Grün 1", { exact: true })).toBeVisible();
		await look(page, "office-preview-faulty");
		await button(page, "Invite 32 families").click({ force: true });
		expect(await sql("select from app.invitations where opening_id = $1", [id])).toHaveLength(0);
		await page.getByLabel("Choose another file").setInputFiles(file(csv(families)));
		await expect(page.getByText("Every row can be read.")).toBeVisible();
		await look(page, "office-preview");
		await button(page, "Invite 30 families").click();
		await expect(page.getByText("30 families invited: the mails are on their way.")).toBeVisible();
		await expect(page.getByText("30 families.", { exact: true })).toBeVisible();
		await page.getByLabel("E-mail").fill(`one-${office.own}@home.example`);
		await button(page, "Invite").last().click();
		await expect(
			page.getByText(`A mail with the link is on its way to one-${office.own}@home.example.`),
		).toBeVisible();
	});

	await test.step("families are found, mailed again and revoked", async () => {
		await page.getByLabel("Search by name or address").fill("grün family17-");
		await expect(page.getByRole("region", { name: "Invited families" }).getByRole("status")).toHaveText(
			"1 family found.",
			{ timeout: 40_000 },
		);
		const email = `family17-${office.own}@home.example`;
		const mail = await mailTo(email, /link/i);
		expect(mail.text).toContain(`/opening/${id}#`);
		// In a column of its own, or under the name where there is no room for one.
		await expect(page.getByText(/^(Sent$|Mail: sent)/).filter({ visible: true })).toHaveCount(1, {
			timeout: 40_000,
		});
		await button(page, "Send Familie Grün 17 a new link").click();
		await expect(page.getByText("A new link for Familie Grün 17 is on its way.")).toBeVisible();
		await button(page, "Revoke the link of Familie Grün 17").click();
		await look(page, "office-revoke");
		await button(page, "Yes, revoke it").click();
		await expect(page.getByText("The link of Familie Grün 17 leads nowhere now.")).toBeVisible();
		await expect(button(page, "Revoke the link of Familie Grün 17")).toHaveCount(0);
		await page.getByLabel("Search by name or address").fill("nobody of this name");
		await expect(page.getByText("Nobody here has “nobody of this name”")).toBeVisible();
		await page.getByLabel("Search by name or address").fill("");
		await expect(page.getByText("31 families.", { exact: true })).toBeVisible();
		await look(page, "office-families");
		expect((await mailsTo(email)).length).toBeLessThanOrEqual(2);
	});

	await test.step("it opens while the office looks", async () => {
		await tabs(page).getByRole("link", { name: "Live" }).click();
		await expect(page.getByText("Not open yet.")).toBeVisible();
		await takePlaces(id, 20);
		await sql("update app.opening_groups set opens_at = now() where opening_id = $1", [id]);
		await sql(
			"update app.openings set joins_at = now() - interval '1 hour', opens_at = now() where id = $1",
			[id],
		);
		await expect(page.getByText("Families are booking.")).toBeVisible({ timeout: 40_000 });
		await step(id);
		await page.waitForTimeout(1_100);
		await step(id);
		await expect(page.getByText(/^Drew “Everybody else”: \d+ families in the draw\.$/)).toBeVisible({
			timeout: 40_000,
		});
		await expect(page.getByText(/^Let \d+ famil(y|ies) in\./)).toBeVisible();
		await look(page, "office-running");
	});

	await test.step("it is paused, resumed and slowed down", async () => {
		await button(page, "Pause").click();
		await expect(page.getByText("Nobody new is let in.")).toBeVisible();
		await look(page, "office-paused");
		await button(page, "Resume").click();
		await expect(button(page, "Pause")).toBeVisible();
		await button(page, "Slow down").click();
		await page.getByLabel("Families a minute, at most").fill("2");
		await button(page, "Set this limit").click();
		await expect(page.getByText("A number from 6 to 30,000.")).toBeVisible();
		await look(page, "office-slow");
		await page.getByLabel("Families a minute, at most").fill("12");
		await button(page, "Set this limit").click();
		await expect(page.getByText("Your limit: 12 a minute.")).toBeVisible();
	});

	await test.step("the office books for a family without a phone", async () => {
		await button(page, "Book for someone").click();
		const dialog = page.getByRole("dialog");
		await dialog.getByLabel("Teacher").selectOption({ label: office.teachers[1]?.name ?? "" });
		await dialog.getByLabel("Day").waitFor();
		await expect(dialog.getByRole("radio").first()).toBeAttached();
		await button(page, "Book it").click();
		await expect(page.getByText("Please choose a time.")).toBeVisible();
		const start = await dialog.getByRole("radio").first().getAttribute("value");
		await dialog.getByRole("radio").first().check({ force: true });
		await dialog.getByRole("textbox", { name: "Name" }).fill("Oma Grün");
		await dialog.getByLabel("E-mail").fill(`oma-${office.own}@home.example`);
		await look(page, "office-book-for");
		// Somebody takes it meanwhile.
		await bookAsAnother(id, office, start ?? "");
		await button(page, "Book it").click();
		await expect(page.getByText("Somebody was a moment faster")).toBeVisible();
		await look(page, "office-book-for-taken");
		await dialog.getByRole("alert").getByRole("button").first().click();
		await button(page, "Book it").click();
		await expect(page.getByRole("heading", { name: "Booked" })).toBeVisible();
		await mailTo(`oma-${office.own}@home.example`, /^Booked/);
		await button(page, "Done").click();
		await expect(page.getByText("Booked for a family.").first()).toBeVisible();
	});

	await test.step("it ends, is opened to everybody, and the log tells all of it", async () => {
		await tabTo(page, button(page, "End"));
		await page.keyboard.press("Enter");
		await look(page, "office-end");
		await button(page, "No, leave it").click();
		await expect(button(page, "End")).toBeFocused();
		await button(page, "End").click();
		await button(page, "Yes, end it").click();
		await expect(page.getByText("Nothing more can be booked.")).toBeVisible();
		await look(page, "office-over");
		await button(page, "Open to everybody").click();
		await button(page, "Yes, open it").click();
		await expect(page.getByText("What is left can be booked by everybody.")).toBeVisible();
		for (const line of [
			"Saved.",
			"Paused.",
			"Resumed.",
			"Slowed down to 12 families a minute at most.",
			"Ended.",
			"Opened to everybody.",
		])
			await expect(page.getByRole("listitem").filter({ hasText: line }).first()).toBeVisible();
		await page.getByRole("heading", { name: "What happened" }).scrollIntoViewIfNeeded();
		await look(page, "office-log");
		await toDeskPage(page, "Openings");
		await expect(page.getByRole("heading", { name: "Openings", level: 1 })).toBeVisible();
		await expect(page.getByRole("listitem").filter({ hasText: "Open to everybody" })).toBeVisible();
		await look(page, "office-list");
	});
});

test("an opening that was changed elsewhere is not overwritten unseen, and what is past cannot be changed", async ({
	page,
	context,
}) => {
	const office = await newOffice({ teaches: true });
	await signIn(page, office.email);
	// Who teaches, too, finds their own desk first.
	await expect(page.getByRole("heading", { name: "Your bookings" })).toBeVisible();
	await toDeskPage(page, "Openings");
	const id = await makeOpening(page, office);
	await tabs(page).getByRole("link", { name: "Edit" }).click();
	await expect(page.getByText("This stays as it was made.")).toBeVisible();
	const second = await context.newPage();
	await second.goto(`/desk/openings/${id}/edit`);
	await second.getByRole("textbox", { name: "Name", exact: true }).fill("Named elsewhere");
	await button(second, "Save changes").click();
	await expect(second.getByRole("heading", { name: "Named elsewhere" })).toBeVisible();
	await page.getByRole("textbox", { name: "Name", exact: true }).fill("Named here");
	await button(page, "Save changes").click();
	await expect(page.getByText("This opening was changed somewhere else since you opened it.")).toBeVisible();
	await expect(page.getByText("Name: Named elsewhere")).toBeVisible();
	await look(page, "office-stale");
	await button(page, "Save mine instead").click();
	await expect(page.getByRole("heading", { name: "Named here" })).toBeVisible();

	await sql("update app.openings set joins_at = now() - interval '1 hour' where id = $1", [id]);
	await sql("update app.opening_groups set opens_at = now() where opening_id = $1 and position = 0", [id]);
	await page.goto(`/desk/openings/${id}/edit`);
	await expect(
		page.getByText("This cannot be changed any more: people may have taken their places.").first(),
	).toBeVisible();
	await expect(page.getByRole("radio", { name: /^By lot/ })).toBeDisabled();
	await expect(page.getByLabel("Group 1 opens at")).toBeDisabled();
	await expect(page.getByLabel("Group 2 opens at")).toBeEnabled();
	await look(page, "office-edit-fixed");
	await page.getByRole("textbox", { name: "Name", exact: true }).fill("Named once more");
	await button(page, "Save changes").click();
	await expect(page.getByRole("heading", { name: "Named once more" })).toBeVisible();
});

test("who is not of the staff is told so, and who is not signed in is asked to", async ({ page }) => {
	const office = await newOffice();
	const path = "/desk/openings/new";
	await page.goto(path);
	await expect(page.getByRole("heading", { name: "Your desk" })).toBeVisible();
	await look(page, "office-door");
	await signIn(page, office.teachers[0]?.email ?? "", path);
	await expect(
		page.getByRole("heading", { name: "Openings are made by your school’s office" }),
	).toBeVisible();
	await expect(
		page.getByRole("navigation", { name: "Desk" }).getByRole("link", { name: "Openings" }),
	).toHaveCount(0);
	await look(page, "office-not-yours");
	await page.getByRole("link", { name: "See your bookings" }).click();
	await expect(page.getByRole("heading", { name: "Your bookings" })).toBeVisible();
});

/** Families take their places, as they would by their links. */
async function takePlaces(id: string, count: number): Promise<void> {
	await sql(
		`insert into app.tickets (opening_id, group_id, invitation_id, joined_at, rank)
		select invitation.opening_id, invitation.group_id, invitation.id, now(), (random() * 4294967295)::bigint
		from app.invitations invitation
		where invitation.opening_id = $1 and invitation.revoked_at is null order by invitation.email limit $2`,
		[id, count],
	);
}

/** What another office desk does at the same moment. */
async function bookAsAnother(id: string, office: Office, startsAt: string): Promise<void> {
	await sql(
		"select api.book_for(staff.user_id, $2, $3, $4, 'talk', $5, 'Somebody Faster', $6, 'Europe/Berlin') from app.staff staff where staff.email = $1",
		[
			office.email,
			id,
			crypto.randomUUID(),
			office.teachers[1]?.handle,
			startsAt,
			`faster-${office.own}@home.example`,
		],
	);
}
