import { invite, linkOf, moveOpening, newOpening, steer } from "../api/support/opening.ts";
import { look } from "./support/look.ts";
import { mailTo } from "./support/mailbox.ts";
import { address, comeBack, room, state } from "./support/room.ts";
import { sql } from "./support/school.ts";
import { expect, test } from "./support/test.ts";

test("who has no link is told where it is, or given one", async ({ page }, info) => {
	const invited = await newOpening({ opensIn: 3600 });
	await page.goto(`/opening/${invited.id}`);
	await state(page, "strange");
	await expect(page.getByText("Your link for Parents’ evening")).toBeVisible();
	await look(page, "opening-strange");
	await page.goto(`/opening/${invited.id}#${"A".repeat(44)}`);
	await page.reload();
	await state(page, "invalid");
	await look(page, "opening-invalid");
	const cut = await newOpening({ opensIn: 3600 });
	await page.goto(`/opening/${cut.id}#${"A".repeat(20)}`);
	await expect(page.getByText("It seems to be cut off")).toBeVisible();

	const anyone = await newOpening({ opensIn: 3600, audience: "anyone" });
	const email = `${info.project.name.replace(/\W+/g, "-")}@${anyone.id}.example`.toLowerCase();
	await page.goto(`/opening/${anyone.id}`);
	await page.getByRole("textbox", { name: "E-mail" }).fill("nobody");
	await page.getByRole("button", { name: "Send me my link" }).click();
	await expect(page.getByRole("textbox", { name: "E-mail" })).toHaveAttribute("aria-invalid", "true");
	await page.getByRole("textbox", { name: "E-mail" }).fill(email);
	await page.getByRole("button", { name: "Send me my link" }).click();
	await expect(page.getByText("Look in your mail")).toBeVisible();
	await look(page, "opening-ask");
	const mail = await mailTo(email, /Your link for/);
	const link = mail.text.match(/\/opening\/[\w-]+#[\w-]{44}/)?.[0] ?? "";
	expect(link).toBe(address(anyone, await linkOf(anyone, email)));
	await page.goto(link);
	await state(page, "bell");
});

test("before places are given, it waits and then takes one; a link that was taken back lets nobody in", async ({
	page,
}) => {
	const opening = await newOpening({ opensIn: 3600, joinsIn: 4 });
	const link = await invite(opening);
	await page.goto(address(opening, link));
	await state(page, "early");
	await look(page, "opening-early");
	await state(page, "bell");
	await sql("update app.invitations set revoked_at = now() where opening_id = $1", [opening.id]);
	await moveOpening(opening.id, { opensIn: -1, joinsIn: -60 });
	await comeBack(page);
	await state(page, "revoked");
	await steer(opening, "end");
	await comeBack(page);
	await state(page, "ended");
	await look(page, "opening-ended");
	await steer(opening, "release");
	await comeBack(page);
	await state(page, "released");
	await expect(room(page)).toContainText("What is left can be booked by everybody");
	await look(page, "opening-released");
	await room(page).getByRole("link", { name: "Ada Teacher 1" }).click();
	await expect(page).toHaveURL(`/t/${opening.teacher}`);
});
