import { complaints, seen, seenPlain } from "./support/in-language.ts";
import { newTeam, offers, questions } from "./support/offers.ts";
import { once } from "./support/room.ts";
import { newTeacher } from "./support/school.ts";
import { expect, type Page, test } from "./support/test.ts";
import { takeAll } from "./support/waits.ts";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });
const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const dialog = (page: Page) => page.getByRole("dialog");
const times = (page: Page) => page.locator("button[data-starts-at]");
const booked = (page: Page) => expect(page).toHaveURL(/\/b\/[\w-]+\?booked=1$/);

test.beforeEach(() => once("phone, UTC", "desk, UTC, dark"));

test.describe("in German", () => {
	test.use({ locale: "de-DE", timezoneId: "Europe/Berlin" });

	test("a time is found, held, mended and booked", async ({ page }) => {
		const heard = complaints(page);
		const teacher = await newTeacher({ seats: 3 });
		await offers(teacher, { other_durations: [90, 120], place_kind: "video" });
		await page.goto(teacher.url);
		await expect(page.locator("html")).toHaveAttribute("lang", "de");
		await expect(page).toHaveTitle(`Termin bei ${teacher.name} · Firstbell`);
		await expect(page.getByText("60, 90 oder 120 Min. · bis zu 3 Personen")).toBeVisible();
		await expect(page.getByText("in London ist es 1 Std. früher.")).toBeVisible();
		await button(page, "Spätere Tage").click();
		await expect(page.getByText("noch 3").first()).toBeVisible();
		await seen(page, "board-de");

		await button(page, "Ändern").click();
		await page.getByRole("combobox", { name: "Zeitzone suchen" }).fill("australien");
		await expect(page.getByRole("option", { name: /Sydney Australien/ })).toBeVisible();
		await seen(page, "board-de-zones");
		await dialog(page).getByRole("button", { name: "Schließen" }).click();

		await times(page).nth(2).click();
		await expect(dialog(page).getByText("Für Sie reserviert, solange Sie ausfüllen")).toBeVisible();
		await expect(dialog(page).getByText("Per Videoanruf")).toBeVisible();
		await expect(dialog(page).getByText(/^Absagen können Sie bis \p{L}\p{L} \d+\. /u)).toBeVisible();
		await button(page, "Diese Zeit buchen").click();
		await expect(field(page, "Name")).toBeFocused();
		await expect(dialog(page).getByText("Bitte geben Sie einen Namen an.")).toBeVisible();
		await seen(page, "board-de-mend");
		await field(page, "Name").fill("Jörg Müller");
		await field(page, "E-Mail").fill(`jorg-${teacher.handle}@booker.example`);
		await button(page, "Diese Zeit buchen").click();
		await booked(page);
		await expect(page.locator("html")).toHaveAttribute("lang", "de");
		expect(heard).toEqual([]);
	});

	test("several weeks are booked, with what the teacher wants to know", async ({ page }) => {
		const heard = complaints(page);
		const teacher = await newTeacher();
		await offers(teacher, {
			series_cap: 5,
			questions: JSON.stringify([
				{ id: "klasse", label: "Klasse", kind: "text", required: true },
				{ id: "fach", label: "Fach", kind: "choice", required: false, choices: ["Mathe", "Physik"] },
				{ id: "regeln", label: "Ich kenne die Hausordnung", kind: "check", required: true },
			]),
		});
		await page.goto(teacher.url);
		await button(page, "Spätere Tage").click();
		await times(page).first().click();
		await page.getByRole("checkbox", { name: "Jede Woche zu dieser Zeit" }).check();
		await expect(page.getByText(/^5 von 5 Wochen\. Sie werden zusammen/)).toBeVisible();
		await button(page, "Diese 5 Termine buchen").click();
		await expect(dialog(page).getByText("Bitte beantworten Sie das.")).toBeVisible();
		await expect(dialog(page).getByText("Bitte ankreuzen.")).toBeVisible();
		await seen(page, "board-de-series");
		await field(page, "Klasse").fill("7c");
		await page.getByRole("checkbox", { name: "Ich kenne die Hausordnung" }).check();
		await field(page, "Name").fill("Jörg Müller");
		await field(page, "E-Mail").fill(`jorg-${teacher.handle}@booker.example`);
		await button(page, "Diese 5 Termine buchen").click();
		await booked(page);
		expect(heard).toEqual([]);
	});

	test("what is not open yet says when it opens", async ({ page }) => {
		const teacher = await newTeacher({ opensAt: new Date(Date.now() + 3_600_000) });
		await page.goto(teacher.url);
		await button(page, "Spätere Tage").click();
		await expect(heading(page, /^Buchungsstart: \p{L}+, \d+\. \p{L}+(?: \d{4})?, \d+:\d\d$/u)).toBeVisible();
		await expect(page.getByText(/^In der Zeit der Lehrkraft, London \(UTC/)).toBeVisible();
		await seen(page, "board-de-bell");
	});
});

test.describe("in French", () => {
	test.use({ locale: "fr-FR", timezoneId: "Europe/Paris" });

	test("a time is asked for by plain pages", async ({ browser, baseURL }) => {
		const teacher = await newTeacher({ types: 2 });
		const asked = [{ id: "classe", label: "Classe", kind: "text", required: true }];
		await offers(teacher, { needs_approval: true, questions: JSON.stringify(asked) });
		const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(teacher.url);
		await expect(page.getByText(`après l’accord de ${teacher.name}`).first()).toBeVisible();
		await seenPlain(browser, page, "board-fr-no-script");
		await button(page, "Voir ce qui est libre maintenant").click();
		await page.getByRole("link", { name: "Jours suivants" }).click();
		await seenPlain(browser, page, "board-fr-plain-times");
		await page.getByRole("link", { name: "Changer" }).click();
		await page.getByLabel("Afficher les heures de").selectOption("Europe/Paris");
		await button(page, "Afficher les créneaux libres").click();
		await times(page).nth(2).click();
		await expect(page.getByText(/^Vous demandez ce créneau, et Testing \w+ répond/)).toBeVisible();
		await expect(page.getByText("heure de l’enseignant")).toBeVisible();
		await seenPlain(browser, page, "board-fr-plain-form");
		await field(page, "Classe").fill("7c");
		await field(page, "Nom").fill("Zoé Lefèvre");
		await field(page, "E-mail").fill(`zoe-${teacher.handle}@booker.example`);
		await button(page, "Demander ce créneau").click();
		await expect(page).toHaveURL(/\/b\/[\w-]+/);
		await context.close();
	});

	test("any of a team is booked", async ({ page }) => {
		const heard = complaints(page);
		const [first, second] = await Promise.all([newTeacher(), newTeacher()]);
		await offers(first, { questions: JSON.stringify(questions.slice(3)) });
		const team = await newTeam([first, second]);
		await page.goto(team.url);
		await expect(page).toHaveTitle(`Réserver avec ${team.name} · Firstbell`);
		await expect(page.getByText("2 enseignants")).toBeVisible();
		await button(page, "Jours suivants").click();
		await expect(times(page).first()).toBeVisible();
		await seen(page, "board-fr-team");
		await times(page).first().click();
		await expect(dialog(page).getByRole("timer")).toBeVisible();
		await expect(button(page, "Fermer et rendre le créneau")).toBeVisible();
		await button(page, "Réserver ce créneau").click();
		await expect(dialog(page).getByText("Indiquez un nom.")).toBeVisible();
		await page.keyboard.press("Escape");
		await expect(dialog(page)).toHaveCount(0);
		expect(heard).toEqual([]);
	});
});

test.describe("in Spanish", () => {
	test.use({ locale: "es-ES" });

	test("where a week is full, one waits", async ({ page }) => {
		const heard = complaints(page);
		const teacher = await newTeacher({ hours: [600, 660] });
		await page.goto(teacher.url);
		await button(page, "Días siguientes").click();
		await expect(times(page)).toHaveCount(7);
		const starts = await times(page).evaluateAll((all) =>
			all.map((one) => one.getAttribute("data-starts-at") ?? ""),
		);
		await takeAll(teacher, starts);
		await expect(async () => {
			await page.goto(teacher.url);
			await button(page, "Días siguientes").click();
			await expect(heading(page, "Todo reservado estos días")).toBeVisible({ timeout: 2_000 });
		}).toPass();
		await seen(page, "board-es-full");
		await button(page, "Avísame si queda algo libre").click();
		await expect(page.getByRole("combobox", { name: "¿Qué te vendría bien?" })).toBeVisible();
		await button(page, "Apuntarme en la lista").click();
		await expect(dialog(page).getByText("Escribe un nombre.")).toBeVisible();
		await seen(page, "board-es-wait");
		await field(page, "Nombre").fill("Lucía Pérez");
		await field(page, "Correo electrónico").fill(`lucia-${teacher.handle}@booker.example`);
		await button(page, "Apuntarme en la lista").click();
		await expect(heading(page, "Estás en la lista")).toBeVisible();
		await expect(dialog(page).getByText("1.º")).toBeVisible();
		await seen(page, "board-es-waits");
		await button(page, "Listo").click();
		await expect(dialog(page)).toHaveCount(0);
		expect(heard).toEqual([]);
	});

	test("a teacher within somebody else’s page is booked there", async ({ page }) => {
		const teacher = await newTeacher();
		await page.goto(`/embed${teacher.url}`);
		await expect(heading(page, `Reservar con ${teacher.name}`)).toBeVisible();
		await button(page, "Días siguientes").click();
		await seen(page, "board-es-embed");
		await times(page).nth(1).click();
		await field(page, "Nombre").fill("Lucía Pérez");
		await field(page, "Correo electrónico").fill(`lucia-${teacher.handle}@booker.example`);
		await button(page, "Reservar esta hora").click();
		await expect(page).toHaveURL(/\/embed\/b\/[\w-]+\?booked=1$/);
		await seen(page, "board-es-embed-booked");
	});
});
