import { openSecondWeek, startOf, time } from "./support/look.ts";
import { newTeacher } from "./support/school.ts";
import { expect, type Page, test } from "./support/test.ts";

// The page's policy has no check in it where there are no keys, as here; that it has one where there are is asked in tests/api.
test.use({ bypassCSP: true });
test.beforeEach(() => test.skip(test.info().project.name !== "phone, UTC", "the same on every screen"));

/** Refuses a hold without proof, as a deployment with a check does, and says what came with the others. */
async function checked(page: Page, script: string): Promise<string[]> {
	const proofs: string[] = [];
	await page.route("**/api/holds", async (route) => {
		const proof = route.request().headers()["firstbell-human"];
		if (proof) {
			proofs.push(proof);
			return route.continue();
		}
		const check = {
			siteKey: "0x4-site",
			action: "firstbell",
			script: new URL("/a-check/api.js", page.url()).href,
		};
		const message = "We could not tell that a person is asking. Please try once more, or ask the school.";
		await route.fulfill({ status: 403, json: { error: { code: "HUMAN", message, check } } });
	});
	await page.route("**/a-check/api.js*", (route) =>
		script ? route.fulfill({ contentType: "text/javascript", body: script }) : route.abort(),
	);
	return proofs;
}

// As Turnstile's own script: it draws something where one has to act, and gives a token.
const turnstile = `globalThis.turnstile = {
	render(box, { sitekey, action, callback }) {
		const button = document.createElement("button");
		button.textContent = "I am a person";
		button.onclick = () => callback([sitekey, action, "proof"].join(" "));
		box.append(button);
		return "1";
	},
	remove() {},
};`;

test("who is asked whether they are a person says so once, and has their time", async ({ page }) => {
	const teacher = await newTeacher();
	await openSecondWeek(page, teacher.url);
	const proofs = await checked(page, turnstile);
	await time(page, await startOf(page, 2)).click();
	await page.getByRole("button", { name: "I am a person" }).click();
	await expect(page.getByRole("dialog").getByRole("timer")).toBeVisible();
	await expect(page.getByRole("button", { name: "I am a person" })).toHaveCount(0);
	expect(proofs).toEqual(["0x4-site firstbell proof"]);
});

test("where the check does not come, it is said in words, and nothing is held", async ({ page }) => {
	const teacher = await newTeacher();
	await openSecondWeek(page, teacher.url);
	const proofs = await checked(page, "");
	await time(page, await startOf(page, 2)).click();
	await expect(page.getByText(/could not tell that a person is asking/)).toBeVisible();
	expect(proofs).toEqual([]);
});
