import { newOpening } from "../api/support/opening.ts";
import { once } from "./support/room.ts";
import { newTeacher } from "./support/school.ts";
import { calm, shiftsOf, watchShifts } from "./support/shifts.ts";
import { expect, type Page, test } from "./support/test.ts";

const foot = (page: Page) => page.getByRole("contentinfo");
const lang = (page: Page) => page.locator("html").getAttribute("lang");
const choose = (page: Page, name: string) => foot(page).getByRole("button", { name, exact: true }).click();

/** What each says of itself in the foot, and its first words at home. */
const said = {
	en: ["English", /^Find your teacher/],
	de: ["Deutsch", /^Lehrkraft finden/],
	fr: ["Français", /^Trouvez votre enseignant/],
	es: ["Español", /^Encuentra a tu docente/],
} as const;

test.beforeEach(() => once("phone, UTC"));

test.describe("a German browser", () => {
	test.use({ locale: "de-DE" });

	test("reads German, chooses French in the foot where it is, and keeps it", async ({ page }) => {
		const teacher = await newTeacher();
		await page.goto(`${teacher.url}?type=lesson`);
		expect(await lang(page)).toBe("de");
		const own = foot(page).getByRole("button", { name: "Deutsch" });
		await expect(own).toHaveAttribute("aria-current", "true");
		for (const button of await foot(page).getByRole("button").all()) {
			const { width, height } = (await button.boundingBox()) ?? { width: 0, height: 0 };
			expect([width >= 44, height >= 44]).toEqual([true, true]);
		}
		// By keys, from the one to the next.
		await own.focus();
		await page.keyboard.press("Tab");
		await page.keyboard.press("Enter");
		await expect(foot(page).getByRole("button", { name: "Français" })).toHaveAttribute(
			"aria-current",
			"true",
		);
		expect(await lang(page)).toBe("fr");
		expect(new URL(page.url()).pathname + new URL(page.url()).search).toMatch(/^\/t\/[\w-]+\?type=lesson$/);
		// What is reached from there, too, and what is loaded anew.
		await page.getByRole("link", { name: "Firstbell" }).click();
		await expect(page.getByRole("heading", { level: 1 })).toHaveText(said.fr[1]);
		await page.reload();
		expect(await lang(page)).toBe("fr");
		// The desk is English, and offers no other.
		await page.getByRole("link", { name: "Pour les enseignants" }).click();
		await expect(page.getByRole("button", { name: "Send me a code" })).toBeVisible();
		expect(await lang(page)).toBe("en");
		await expect(foot(page).getByRole("button", { name: "Français" })).toBeHidden();
		await page.getByRole("link", { name: "Firstbell" }).click();
		await expect(page.getByRole("heading", { level: 1 })).toHaveText(said.fr[1]);
		expect(await lang(page)).toBe("fr");
	});

	test.describe("without a script", () => {
		test.use({ javaScriptEnabled: false });

		test("chooses where it is, and is told in its language what is not there", async ({ page }) => {
			await page.goto("/find?q=zzzz");
			await expect(page.getByRole("heading", { level: 2 })).toHaveText("Niemand gefunden für „zzzz“");
			await choose(page, "Español");
			await expect(page).toHaveURL(/\/find\?q=zzzz$/);
			await expect(page.getByRole("heading", { level: 2 })).toHaveText("Nadie encontrado para «zzzz»");
			const answer = await page.goto("/no/such/page");
			expect(answer?.status()).toBe(404);
			await expect(page.getByRole("heading", { level: 1 })).toHaveText("Aquí no hay nada");
		});
	});
});

for (const [language, [name, heading]] of Object.entries(said)) {
	test(`${name}: nothing is wider than a phone or moves while it loads, and nothing is said twice by the console`, async ({
		page,
	}) => {
		const wrong: string[] = [];
		page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
		page.on("pageerror", (error) => wrong.push(error.message));
		const teacher = await newTeacher();
		const opening = await newOpening({ opensIn: 3600 });
		await watchShifts(page);
		await page.goto("/");
		await choose(page, name);
		await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
		const addresses = [
			...["/", "/find?q=zzzz", "/mine", "/no-such-page", teacher.url],
			...[`${teacher.url}/book`, `/opening/${opening.id}`],
		];
		for (const address of addresses) {
			await page.goto(address, { waitUntil: "networkidle" });
			expect(await lang(page), address).toBe(language);
			await expect(page.getByRole("heading", { level: 1 }), address).toHaveCount(1);
			const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect(wider, address).toBeLessThanOrEqual(0);
			expect(await shiftsOf(page), `${address} moves while it loads`).toBeLessThan(calm);
		}
		expect(wrong.filter((text) => !text.includes("404"))).toEqual([]);
	});
}
