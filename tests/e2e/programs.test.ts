import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { toDeskPage } from "./support/desk-pages.ts";
import { look, picture, tabTo } from "./support/look.ts";
import { newOffice } from "./support/office-school.ts";
import { newTeacher, sql } from "./support/school.ts";
import { signIn } from "./support/sign-in.ts";
import { expect, type Page, test } from "./support/test.ts";

// A program elsewhere that is told what happens.
let status = 204;
const heard: string[] = [];
const program = createServer((request, respond) => {
	request.on("data", (chunk) => heard.push(String(chunk)));
	request.on("end", () => respond.writeHead(status).end());
});
test.beforeAll(() => new Promise<void>((ready) => program.listen(0, "127.0.0.1", ready)));
test.afterAll(() => {
	program.closeAllConnections();
	program.close();
});
const address = () => `http://127.0.0.1:${(program.address() as AddressInfo).port}/hook?key=own`;

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const shown = (page: Page, label: string) => page.getByRole("textbox", { name: label }).inputValue();

test("a teacher makes a token by keyboard, is told it once, and removes it", async ({ page, request }) => {
	const teacher = await newTeacher();
	await signIn(page, teacher.email);
	await toDeskPage(page, "Programs");
	await expect(page.getByText("No token yet")).toBeVisible();
	await look(page, "programs-empty");
	await tabTo(page, button(page, "New token"));
	await page.keyboard.press("Enter");
	await tabTo(page, button(page, "Make it"));
	await page.keyboard.press("Enter");
	await expect(page.getByText("Please name it.")).toBeVisible();
	await expect(page.getByRole("textbox", { name: "What is it for?" })).toBeFocused();
	await look(page, "programs-token-wrong");
	await page.keyboard.type("Our website");
	await page.getByRole("checkbox", { name: "See hours and types" }).check();
	await page.keyboard.press("Enter");
	await expect(page.getByRole("dialog", { name: "Your new token" })).toBeVisible();
	const token = await shown(page, "Token");
	await look(page, "programs-token-shown");
	const ask = () => request.get("/api/rules", { headers: { authorization: `Bearer ${token}` } });
	expect(await (await ask()).json()).toMatchObject({ handle: teacher.handle });
	await button(page, "Done").click();
	await expect(page.getByRole("heading", { name: /^Our website/ })).toBeVisible();
	await page.reload();
	await expect(page.getByText(/Used .* or within the hour after/)).toBeVisible();
	expect(await page.content()).not.toContain(token.slice(9));
	await look(page, "programs-token");
	await button(page, "Remove Our website").click();
	await look(page, "programs-token-drop");
	await button(page, "Yes, remove it").click();
	await expect(page.getByText("No token yet")).toBeVisible();
	expect((await ask()).status()).toBe(401);
});

test("a teacher has a program told of bookings, sees what it could not be told, and has it told again", async ({
	page,
}) => {
	const teacher = await newTeacher();
	await signIn(page, teacher.email, "/desk/api");
	await button(page, "New webhook").click();
	const field = page.getByRole("textbox", { name: "Address" });
	await field.fill("https://169.254.169.254/latest");
	await button(page, "Add it").click();
	await expect(page.getByText("Its address leads to a machine that is not on the internet.")).toBeVisible();
	await expect(field).toBeFocused();
	await look(page, "programs-hook-wrong");
	await field.fill(address());
	await button(page, "Add it").click();
	await expect(page.getByRole("dialog", { name: "Its signing secret" })).toBeVisible();
	expect(await shown(page, "Secret")).toMatch(/^whsec_/);
	await look(page, "programs-hook-secret");
	await button(page, "Done").click();
	await expect(page.getByText("Told nothing yet.")).toBeVisible();
	expect(await page.content()).not.toContain("key=own");

	status = 500;
	const startsAt = `${new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)}T10:00:00Z`;
	const who = ["Told Once", `told@${teacher.handle}.example`];
	await sql("select api.book_slot($1, $2, 'lesson', $3, $4, $5, 'UTC')", [
		...[randomUUID(), teacher.handle, startsAt, ...who],
	]);
	await expect(page.getByText("Does not answer well")).toBeVisible({ timeout: 40_000 });
	await page.getByText("What it was told").click();
	await expect(page.getByText(/It answered with 500/)).toBeVisible();
	await look(page, "programs-hook-fails");
	status = 204;
	await page.getByRole("button", { name: /^Send now: Booked/ }).click();
	await expect(page.getByText("Switched on")).toBeVisible({ timeout: 40_000 });
	await expect(page.getByText(/taken with 204/).last()).toBeVisible();
	expect(heard.some((body) => body.includes("Told Once"))).toBe(true);
	const before = heard.length;
	await page.getByRole("button", { name: /^Send again: Booked/ }).click();
	await expect.poll(() => heard.length).toBeGreaterThan(before);
	await look(page, "programs-hook-told");

	await page.getByRole("button", { name: /^Change: / }).click();
	await page.getByRole("checkbox", { name: "Switched on" }).uncheck();
	await look(page, "programs-hook-change");
	await button(page, "Save").click();
	await expect(page.getByText("Switched off")).toBeVisible();
	await page.getByRole("button", { name: /^Remove: / }).click();
	await button(page, "Yes, remove it").click();
	await expect(page.getByText("Nobody elsewhere is told")).toBeVisible();
});

test("the office has tokens for its school, and nothing of one teacher’s", async ({ page }) => {
	const office = await newOffice();
	await signIn(page, office.email, "/desk/api");
	await expect(button(page, "New token")).toBeVisible();
	await expect(button(page, "New webhook")).toHaveCount(0);
	await look(page, "programs-office");
});

test("what programs can ask is there to be read, and says the same as the document", async ({
	page,
	request,
}) => {
	await page.goto("/docs/api");
	await look(page, "api-docs");
	const { paths } = await (await request.get("/api/openapi.json")).json();
	for (const path of Object.keys(paths))
		await expect(page.getByRole("heading", { name: path }).first()).toBeVisible();
	const hold = page.getByRole("article", { name: "POST /api/holds" });
	await hold.getByText("What it may refuse").click();
	await expect(hold.getByText("TAKEN", { exact: true })).toBeVisible();
	await hold.scrollIntoViewIfNeeded();
	await picture(page, "api-docs-route");
	await look(page, "api-docs-opened");
});
