import { crowd, invite, moveOpening, newOpening, setPace, steer } from "../api/support/opening.ts";
import { complaints, seen } from "./support/in-language.ts";
import { address, comeBack, inTheMiddle, once, room, state } from "./support/room.ts";
import { sql } from "./support/school.ts";
import { expect, type Page, test } from "./support/test.ts";

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });
const status = (page: Page, hasText: string | RegExp) => page.getByRole("status").filter({ hasText });

test.beforeEach(() => once("phone, UTC", "desk, UTC, dark"));

test.describe("in German", () => {
	test.use({ locale: "de-DE" });

	test("a family waits, is drawn and called, and comes to the teacher’s times", async ({ page }) => {
		const heard = complaints(page);
		const opening = await newOpening({ opensIn: 3600, teachers: 3, bookingsEach: 2 });
		await crowd(opening, 60);
		await steer(opening, "pause");
		await page.goto(address(opening, await invite(opening)));
		await state(page, "bell");
		await expect(page.locator("html")).toHaveAttribute("lang", "de");
		await expect(heading(page, "Sie haben Ihren Platz")).toBeVisible();
		await expect(status(page, /^Sie haben Ihren Platz\. Der Buchungsstart ist .+ Uhr\.$/)).toHaveCount(1);
		await expect(page.getByText("Pro Familie")).toBeVisible();
		await page.getByText("Die Auslosung selbst prüfen").click();
		await seen(page, "opening-de-bell");

		await moveOpening(opening.id, { opensIn: -1 });
		await state(page, "queue");
		await expect(heading(page, /^(Etwa Platz \d+ von \d+|Sie sind als Nächstes dran)$/)).toBeVisible();
		await expect(page.getByText("Es ist gerade Pause. Sie behalten Ihren Platz").first()).toBeVisible();
		await seen(page, "opening-de-paused");

		await setPace(opening, 60);
		await steer(opening, "resume");
		await state(page, "inside");
		await expect(heading(page, "Sie sind dran")).toBeFocused();
		await expect(page).toHaveTitle(/^Sie sind dran · /);
		await expect(page.getByText("Sie können bis zu 2 Termine buchen.")).toBeVisible();
		await expect(page.getByText("Sie haben 10 Minuten zum Aussuchen")).toBeVisible();
		await seen(page, "opening-de-inside");
		await page.getByRole("button", { name: "Mehr Zeit" }).click();
		await expect(status(page, "Sie haben weitere zehn Minuten.")).toHaveCount(1);

		await room(page).getByRole("link", { name: "Ada Teacher 1" }).click();
		await expect(page).toHaveURL(`/t/${opening.teacher}`);
		await expect(heading(page, "Ada Teacher 1")).toBeVisible();
		await expect(page.getByText(/^Sie sind dran, noch 10 Minuten/)).toBeVisible();
		expect(heard).toEqual([]);
	});

	test("who waits among many reads their numbers as Germans write them", async ({ page }) => {
		const opening = await newOpening({ opensIn: 8, seats: 30 });
		await crowd(opening, 1_500);
		await setPace(opening, 0.2);
		await page.goto(address(opening, await inTheMiddle(opening)));
		await state(page, "queue");
		await expect(heading(page, /^Etwa Platz (1\.)?\d{3} von 1\.500$/)).toBeVisible();
		await expect(page).toHaveTitle(/^Etwa Platz (1\.)?\d{3} von 1\.500 · /);
		await expect(page.getByText(/^Es dauert noch .+, bis Sie dran sind\.$/)).toBeVisible();
		await expect(page.getByText("Etwa 30 Zeiten sind noch frei, und vor Ihnen")).toBeVisible();
		await seen(page, "opening-de-queue");
	});

	test("who has no link is told where it is", async ({ page }) => {
		const opening = await newOpening({ opensIn: 3600 });
		await page.goto(`/opening/${opening.id}`);
		await expect(page.getByText(`mit „${opening.name}“ im Betreff`)).toBeVisible();
		await seen(page, "opening-de-strange");
		await page.goto(`/opening/${opening.id}#${"A".repeat(20)}`);
		await page.reload();
		await expect(page.getByText("Er scheint abgeschnitten zu sein")).toBeVisible();
	});
});

test.describe("in Spanish", () => {
	test.use({ locale: "es-ES" });

	test("a family that comes after the bell gets its turn, lets it run out, and comes in again", async ({
		page,
	}) => {
		const heard = complaints(page);
		const opening = await newOpening({ opensIn: -5, seats: 30 });
		await steer(opening, "pause");
		await crowd(opening, 3);
		await page.goto(address(opening, await invite(opening)));
		await state(page, "queue");
		await expect(heading(page, /^(Turno \d de \d|Ya no hay nadie delante de ti)$/)).toBeVisible();
		await seen(page, "opening-es-queue");
		await setPace(opening, 60);
		await steer(opening, "resume");
		await state(page, "inside");
		await expect(heading(page, "Es tu turno")).toBeFocused();
		await expect(page.getByText("Puedes reservar una cita.")).toBeVisible();
		await sql("update app.tickets set pass_until = now() + interval '65 seconds' where opening_id = $1", [
			opening.id,
		]);
		await comeBack(page);
		await expect(page.getByText("Tu turno está a punto de acabar")).toBeVisible();
		await expect(status(page, /«Más tiempo»/)).toHaveCount(1);
		await seen(page, "opening-es-short");
		await sql("update app.tickets set pass_until = now() - interval '1 second' where opening_id = $1", [
			opening.id,
		]);
		await comeBack(page);
		await state(page, "lapsed");
		await seen(page, "opening-es-lapsed");
		await page.getByRole("button", { name: "Volver a entrar" }).click();
		await state(page, "inside");
		await page.getByRole("button", { name: "Ya no necesito mi turno" }).click();
		await expect(heading(page, "Has dejado tu turno")).toBeVisible();
		await seen(page, "opening-es-left");
		expect(heard).toEqual([]);
	});

	test("when all times are taken, and when all is over, it says so", async ({ page }) => {
		const opening = await newOpening({ opensIn: -5, seats: 0 });
		await page.goto(address(opening, await invite(opening)));
		await state(page, "sold_out");
		await expect(heading(page, "Todas las horas están ocupadas")).toBeVisible();
		await seen(page, "opening-es-sold-out");
		await moveOpening(opening.id, { closesIn: -1 });
		await state(page, "ended");
		await expect(heading(page, "Las reservas se han cerrado")).toBeVisible();
		await seen(page, "opening-es-ended");
	});
});
