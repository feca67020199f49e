import { crowd, invite, moveOpening, newOpening, setPace, steer } from "../api/support/opening.ts";
import { complaints, seen, seenPlain } from "./support/in-language.ts";
import { once } from "./support/room.ts";
import { expect, type Page, test } from "./support/test.ts";

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });
const status = (page: Page, hasText: string | RegExp) => page.getByRole("status").filter({ hasText });

test.use({ locale: "fr-FR" });
test.beforeEach(() => once("phone, UTC", "desk, UTC, dark"));

test("a family without JavaScript comes in by plain forms", async ({ browser, baseURL }) => {
	const opening = await newOpening({ opensIn: 3600, teachers: 2 });
	await crowd(opening, 30);
	await steer(opening, "pause");
	const link = await invite(opening);
	const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`/opening/${opening.id}`);
	await expect.poll(() => page.content()).toContain("Sans JavaScript, cette page ne peut pas");
	await seenPlain(browser, page, "opening-fr-way-in");
	await page.goto(`/opening/${opening.id}/${link}`);
	await expect(page).toHaveTitle(/^Votre place · /);
	await page.getByRole("button", { name: "Prendre ma place" }).click();
	await expect(heading(page, "Vous avez votre place")).toBeVisible();
	await expect.poll(() => page.content()).toContain("Les places sont alors tirées au sort.");
	await seenPlain(browser, page, "opening-fr-plain-bell");

	await moveOpening(opening.id, { opensIn: -1 });
	await expect(async () => {
		await page.reload();
		await expect(heading(page, /^Pl(ace|us)\b/)).toBeVisible({ timeout: 500 });
	}).toPass();
	await expect.poll(() => page.content()).toContain("L’ouverture est en pause pour un moment.");
	await seenPlain(browser, page, "opening-fr-plain-queue");
	await setPace(opening, 60);
	await steer(opening, "resume");
	await expect(heading(page, "C’est votre tour")).toBeVisible({ timeout: 40_000 });
	await page.getByRole("button", { name: "Entrer" }).click();
	await expect.poll(() => page.content()).toContain("Choisissez un enseignant. Vous avez jusqu’");
	await seenPlain(browser, page, "opening-fr-plain-inside");
	await expect(page.getByRole("button", { name: "Plus de temps" })).toBeVisible();
	await context.close();
});

test("a link is asked for without JavaScript, and with it", async ({ browser, baseURL, page }) => {
	const opening = await newOpening({ audience: "anyone", opensIn: 3600 });
	const short = opening.id.slice(0, 8);
	const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
	const plain = await context.newPage();
	await plain.goto(`/opening/${opening.id}`);
	await expect(heading(plain, "Demandez votre lien personnel")).toBeVisible();
	await plain.getByLabel("E-mail").fill(`plain-${short}@family.example`);
	await plain.getByRole("button", { name: "Recevoir mon lien" }).click();
	await expect(heading(plain, "Consultez vos mails")).toBeVisible();
	await seenPlain(browser, plain, "opening-fr-asked");
	await context.close();

	const heard = complaints(page);
	await page.goto(`/opening/${opening.id}`);
	await expect(page.getByText("Par personne")).toBeVisible();
	await page.getByRole("textbox", { name: "E-mail" }).fill(`script-${short}@family.example`);
	await page.getByRole("button", { name: "Recevoir mon lien" }).click();
	await expect(status(page, "Consultez vos mails : un lien est en route")).toHaveCount(1);
	await seen(page, "opening-fr-ask");
	expect(heard).toEqual([]);
});
