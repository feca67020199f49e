import { booked, hoursFromNow } from "./support/booked.ts";
import { complaints, saidInEnglish, seen } from "./support/in-language.ts";
import { look } from "./support/look.ts";
import { mailTo } from "./support/mailbox.ts";
import { offers } from "./support/offers.ts";
import { asks, dayAt, newAskedTeacher } from "./support/requests.ts";
import { newTeacher } from "./support/school.ts";
import { expect, type Page, test } from "./support/test.ts";
import { cancel, hurry, joins, linkIn, post, takeAll } from "./support/waits.ts";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name });
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });
const at = (page: Page, startsAt: string) => page.locator(`button[data-starts-at="${startsAt}"]`);

/** Books by the API, in whatever language, and gives the link. */
async function books(handle: string, startsAt: string, name: string): Promise<string> {
	const email = `${name.toLowerCase()}-${handle}@booker.example`;
	const answer = await post("/api/bookings", {
		...{ teacher: handle, type: "lesson", startsAt, timeZone: "Europe/Paris", name, email },
	});
	expect(answer.status).toBe(201);
	return (await answer.json()).ref;
}

async function booksSeries(handle: string, starts: string[]): Promise<string> {
	const answer = await post("/api/series-bookings", {
		...{ teacher: handle, type: "lesson", starts, timeZone: "Europe/Paris" },
		...{ name: "Dora", email: `dora-${handle}@booker.example` },
	});
	expect(answer.status).toBe(201);
	return (await answer.json()).bookings[0].ref;
}

/** Where a reminder is switched off, as its own link says. */
async function mailsPage(handle: string): Promise<string> {
	const email = `erik-${handle}@booker.example`;
	await booked(handle, { at: new Date(Date.now() + 59 * 60_000), name: "Erik", email });
	const { text } = await mailTo(email, /./);
	return /https?:\/\/\S+(\/mails\/[\w-]{43})/.exec(text)?.[1] ?? "";
}

test("a text in English is found wherever it is said, and none is found where there is none", async ({
	page,
}) => {
	const shown = (title: string, body: string) =>
		page.setContent(`<html><head><title>${title}</title></head><body><main>${body}</main></body></html>`);
	await shown("Ihr Termin", "<p>Bis dann</p><button aria-label='Schließen'></button>");
	expect(await saidInEnglish(page)).toEqual([]);
	await shown("Your booking", "<p>See <b>the</b> Termin</p><button aria-label='Cancel'></button>");
	expect(await saidInEnglish(page)).toEqual(["Your booking", "Cancel", "See the Termin"]);
});

test.describe("in German", () => {
	test.use({ locale: "de-DE" });

	test("a booking is opened, moved where one was faster, and cancelled", async ({ page }) => {
		const teacher = await newTeacher();
		await offers(teacher, { place_kind: "phone", place: "020 7946 0000" });
		const ref = await books(teacher.handle, dayAt(8), "Miriam");
		await page.goto(`/b/${ref}`);
		await expect(heading(page, "Ihr Termin steht")).toBeVisible();
		await expect(page).toHaveTitle("Ihr Termin · Firstbell");
		await expect(page.getByText("Per Telefon: 020 7946 0000")).toBeVisible();
		await page.getByText("In den Kalender").click();
		await expect(link(page, "Kalenderdatei")).toBeVisible();
		await seen(page, "own-de-booking");

		await link(page, "Verschieben").click();
		await expect(heading(page, "Diesen Termin verschieben")).toBeVisible();
		await seen(page, "own-de-move-times");
		await at(page, dayAt(8, 13)).click();
		await expect(page.getByRole("region", { name: "Die neue Zeit" })).toBeVisible();
		await seen(page, "own-de-move-confirm");
		await books(teacher.handle, dayAt(8, 13), "Fred");
		await button(page, "Auf diese Zeit verschieben").click();
		await expect(page.getByRole("main").getByRole("alert")).toContainText("gehört weiterhin Ihnen");
		await seen(page, "own-de-move-taken");
		await page
			.getByRole("group", { name: /^Noch frei/ })
			.getByRole("button")
			.first()
			.click();
		await button(page, "Auf diese Zeit verschieben").click();
		await expect(heading(page, "Verschoben. Der Termin gehört Ihnen.")).toBeVisible();
		await expect(page.getByText(/^Verschoben, vorher \p{L}+, \d+\. \p{L}+, \d+:00\.$/u)).toBeVisible();
		await seen(page, "own-de-moved");

		await button(page, "Termin absagen").click();
		const dialog = page.getByRole("dialog", { name: "Diesen Termin absagen?" });
		await expect(dialog).toBeVisible();
		await seen(page, "own-de-cancel");
		await dialog.getByRole("button", { name: "Schließen" }).click();
		await button(page, "Termin absagen").click();
		await dialog.getByRole("button", { name: "Ja, absagen" }).click();
		await expect(heading(page, "Dieser Termin ist abgesagt")).toBeVisible();
		await seen(page, "own-de-cancelled");
	});
});

test.describe("in French", () => {
	test.use({ locale: "fr-FR" });

	test("one has a link mailed, sees all that is theirs, and reads what erasing it means", async ({
		page,
	}) => {
		const heard = complaints(page);
		const teacher = await newTeacher();
		const email = `famille-${teacher.handle}@booker.example`;
		const row = (hours: number, name: string, state?: string) =>
			booked(teacher.handle, { at: hoursFromNow(hours), name, email, state });
		await row(50, "Zoé");
		await row(75, "Léo");
		await row(77, "Léo", "cancelled");
		await row(-50, "Zoé", "no_show");
		await page.goto("/mine");
		await expect(heading(page, "Vos rendez-vous")).toBeVisible();
		await seen(page, "own-fr-mine-ask");
		await page.getByRole("textbox", { name: "E-mail" }).fill(email);
		await button(page, "Recevoir un lien").click();
		await expect(page.getByText("un lien est en route")).toBeVisible();
		await seen(page, "own-fr-mine-asked");
		await hurry(email);
		const { text } = await mailTo(email, /./);
		await page.goto(/https?:\/\/\S+(\/mine\/[\w-]+)/.exec(text)?.[1] ?? "");
		await seen(page, "own-fr-mine-link");
		await button(page, "Ouvrir mes rendez-vous").click();
		await expect(page.getByText("pour Léo")).toHaveCount(2);
		await expect(page.getByText("annulé", { exact: true })).toBeVisible();
		await seen(page, "own-fr-mine");
		await link(page, "Passés").click();
		await expect(page.getByText("manqué")).toBeVisible();
		await seen(page, "own-fr-mine-past");
		await link(page, /Zoé/).click();
		await expect(heading(page, "Ce rendez-vous a été manqué")).toBeVisible();
		await seen(page, "own-fr-missed");
		await link(page, "Tous vos rendez-vous").click();
		await link(page, "Effacer mes données").click();
		await expect(heading(page, "Effacer vos données\u202f?")).toBeVisible();
		await expect(page.getByText("2 rendez-vous à venir sont annulés")).toBeVisible();
		await seen(page, "own-fr-mine-erase");
		await link(page, "Les garder").click();
		await button(page, "Créer une adresse").click();
		await expect(page.getByText("elle n’est montrée qu’une fois")).toBeVisible();
		// The address itself is longer than its field on a phone, and is copied by a button.
		await look(page, "own-fr-mine-calendar");
		expect(await saidInEnglish(page)).toEqual([]);
		await button(page, "Quitter cet appareil").click();
		await expect(page.getByText("Cet appareil est oublié.")).toBeVisible();
		expect(heard).toEqual([]);
	});
});

test.describe("in Spanish", () => {
	test.use({ locale: "es-ES" });

	test("a place in line is seen, and the offered seat is taken", async ({ page }) => {
		const teacher = await newTeacher({ hours: [600, 660], zone: "UTC" });
		const startsAt = dayAt(8);
		const [first = ""] = await takeAll(teacher, [startsAt]);
		const email = await joins(teacher, startsAt, "Paloma");
		const other = await joins(teacher, startsAt, "Pedro");
		await page.goto(await linkIn(other, /./));
		await expect(heading(page, "Tienes el 2.º turno de la lista")).toBeVisible();
		await seen(page, "own-es-wait-place");
		await button(page, "Salir de la lista").click();
		await expect(heading(page, "No estás en la lista")).toBeVisible();
		await seen(page, "own-es-wait-left");

		const place = await linkIn(email, /./);
		await page.goto(place);
		await expect(heading(page, "Tienes el 1.º turno de la lista")).toBeVisible();
		await cancel(first);
		await expect
			.poll(() => page.reload().then(() => heading(page, "Hay una hora libre para ti").count()), {
				timeout: 40_000,
			})
			.toBe(1);
		await seen(page, "own-es-wait-offer");
		await button(page, "Tomar esta hora").click();
		await expect(heading(page, "Reservada. Es tuya.")).toBeVisible();
		await page.goto(place);
		await expect(heading(page, "Es tuya")).toBeVisible();
		await seen(page, "own-es-wait-taken");
		await link(page, "Ver tu cita").click();
		await expect(heading(page, "Tienes la cita")).toBeVisible();
	});
});

for (const [language, locale] of [
	["de", "de-AT"],
	["fr", "fr-CA"],
	["es", "es-MX"],
] as const)
	test.describe(`in ${language}, on every page of what is one's own`, () => {
		test.use({ locale });

		test(`nothing is left in English, and all of it fits (${language})`, async ({ page }) => {
			const heard = complaints(page);
			const teacher = await newAskedTeacher();
			const asked = await asks(teacher, dayAt(8), "Anna");
			const back = await asks(teacher, dayAt(9), "Boris");
			await cancel(back);
			await page.goto(`/b/${asked}`);
			await seen(page, `own-${language}-asked`);
			await page.getByRole("main").locator("form button").click();
			await expect(page.getByRole("dialog")).toBeVisible();
			await seen(page, `own-${language}-take-back`);
			for (const [name, address] of [
				["taken-back", `/b/${back}`],
				["cancel-page", `/b/${asked}/cancel`],
				["cancel-not", `/b/${back}/cancel`],
				["move-not", `/b/${asked}/move`],
				["framed", `/embed/b/${asked}?booked=1`],
			] as const) {
				await page.goto(address);
				await seen(page, `own-${language}-${name}`);
			}
			await offers(teacher, { needs_approval: false, series_cap: 5 });
			const own = await books(teacher.handle, dayAt(8, 13), "Clara");
			for (const [name, address] of [
				["booked", `/b/${own}?booked=1`],
				["plain-cancel", `/b/${own}/cancel`],
				["plain-move", `/b/${own}/move`],
				["plain-step", `/b/${own}/move?slot=${dayAt(8, 15)}`],
				["refused", `/b/${own}/move?slot=${dayAt(8, 15)}&no=SLOWD&wait=120`],
				["mine-none", "/mine?no=WRONG"],
				["series", `/b/${await booksSeries(teacher.handle, [dayAt(10), dayAt(17), dayAt(24)])}`],
				["mails", await mailsPage(teacher.handle)],
			] as const) {
				await page.goto(address);
				await seen(page, `own-${language}-${name}`);
			}
			await page.getByRole("main").getByRole("button").click();
			await expect(page.getByRole("status")).toBeVisible();
			await seen(page, `own-${language}-mails-off`);
			expect(heard).toEqual([]);
		});
	});
