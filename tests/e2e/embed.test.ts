import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { foundByAxe } from "../support/axe.ts";
import { picture } from "./support/look.ts";
import { mailTo } from "./support/mailbox.ts";
import { newTeacher } from "./support/school.ts";
import { expect, faultsSoFar, type Page, test } from "./support/test.ts";

// Somebody else's website: another site for a browser, since the app is at localhost.
const home = process.env.APP_URL ?? "";
let shown = "";
const website = createServer((_request, respond) =>
	respond
		.writeHead(200, { "content-type": "text/html" })
		.end(
			`<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>A school</title></head><body style="margin:1rem"><main><h1>A school</h1>${shown}</main></body></html>`,
		),
);
test.beforeAll(() => new Promise<void>((ready) => website.listen(0, "127.0.0.1", ready)));
test.afterAll(() => {
	website.closeAllConnections();
	website.close();
});
async function open(page: Page, html: string): Promise<void> {
	shown = html;
	await page.goto(`http://127.0.0.1:${(website.address() as AddressInfo).port}/`);
}
const script = (teacher: string, more = "") =>
	`<script src="${home}/embed.js" data-teacher="${teacher}" ${more} async></script><p>Below</p>`;
const frameOf = (page: Page) => page.frameLocator("iframe");
const times = (page: Page) => frameOf(page).locator("button[data-starts-at]");

for (const [name, width] of [
	["phone", 390],
	["desk", 1280],
] as const)
	test(`a time is booked within somebody else's page, whose height follows: ${name}`, async ({ page }) => {
		await page.setViewportSize({ width, height: 844 });
		// Cookies of a frame from another site do not come along anyway; of storage, some browsers keep none there either.
		if (name === "phone")
			await page.addInitScript(() => {
				const get = () => {
					throw new DOMException("blocked", "SecurityError");
				};
				Object.defineProperty(window, "localStorage", { get });
				Object.defineProperty(window, "sessionStorage", { get });
			});
		const teacher = await newTeacher();
		const booker = `embedded-${name}@${teacher.handle}.example`;
		await open(page, script(teacher.handle));
		await frameOf(page).getByRole("button", { name: "Later days" }).click();
		await expect(times(page).first()).toBeVisible();
		await expect(frameOf(page).getByRole("banner")).toHaveCount(0);
		await expect(frameOf(page).getByRole("contentinfo")).toHaveCount(0);
		const frame = page.locator("iframe");
		const height = async () => (await frame.boundingBox())?.height ?? 0;
		const inside = () =>
			frameOf(page)
				.locator("body")
				.evaluate((body) => Math.ceil(body.getBoundingClientRect().height));
		await expect.poll(async () => (await height()) - (await inside())).toBe(0);
		await picture(page, `embed-${name}`, { fullPage: true });
		const sideways = () =>
			frameOf(page)
				.locator("html")
				.evaluate((root) => root.scrollWidth - root.clientWidth);
		expect(await sideways()).toBeLessThanOrEqual(0);

		const told = page.evaluate(
			() => new Promise((done) => addEventListener("firstbell:booked", () => done(true), { once: true })),
		);
		await times(page).nth(3).click();
		const sheet = frameOf(page).getByRole("dialog");
		await expect(sheet.getByRole("timer")).toBeVisible();
		await expect(sheet.getByRole("textbox", { name: "E-mail" })).toBeInViewport();
		await sheet.evaluate((element) => Promise.all(element.getAnimations().map(({ finished }) => finished)));
		await picture(page, `embed-held-${name}`);
		await sheet.getByRole("textbox", { name: "Name", exact: true }).fill("Embedded Emil");
		await sheet.getByRole("textbox", { name: "E-mail" }).fill(booker);
		await sheet.getByRole("button", { name: "Book this time" }).click();
		await expect(frameOf(page).getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
		expect(await told).toBe(true);
		await expect.poll(async () => (await height()) - (await inside())).toBe(0);
		await picture(page, `embed-booked-${name}`);
		await mailTo(booker, /./);

		const own = page.context().waitForEvent("page");
		await frameOf(page).getByRole("link", { name: "See, move or cancel it" }).click();
		await expect((await own).getByRole("button", { name: "Cancel booking" })).toBeVisible();
		await frameOf(page).getByRole("link", { name: "Book another time" }).click();
		await expect(times(page).first()).toBeVisible();
	});

test("it can be read in every theme and colour that the other page may ask for", async ({ page }) => {
	const teacher = await newTeacher();
	await page.goto(`/embed/t/${teacher.handle}?theme=dark&accent=teal`);
	const root = page.locator("html");
	await expect(root).toHaveAttribute("data-theme", "dark");
	await expect(root).toHaveAttribute("data-accent", "teal");
	await expect(page.locator("button[data-starts-at]").first()).toBeVisible();
	for (const theme of ["light", "dark"])
		for (const accent of ["", "blue", "red", "purple", "teal", "grey"]) {
			await root.evaluate((element, wish) => Object.assign(element.dataset, wish), { theme, accent });
			expect(await foundByAxe(page), `${theme} ${accent}`).toEqual([]);
		}
	await picture(page, "embed-dark");
	await page.goto(`/embed/t/${teacher.handle}?theme=none&accent=url(x)`);
	await expect(page.locator("button[data-starts-at]").first()).toBeVisible();
	await expect(root).not.toHaveAttribute("data-accent", /./);
});

test("a page to try it on shows it by the script and by a frame, to another site, too", async ({ page }) => {
	await page.setViewportSize({ width: 1280, height: 1000 });
	const teacher = await newTeacher();
	for (const site of [home, home.replace("localhost", "127.0.0.1")]) {
		await page.goto(`${site}/dev/embed?teacher=${teacher.handle}`);
		const frames = page.locator("iframe");
		await expect(frames).toHaveCount(2);
		for (const at of [0, 1])
			await expect(
				frames
					.nth(at)
					.contentFrame()
					.getByRole("heading", { name: `Book ${teacher.name}` }),
			).toBeVisible();
	}
	await picture(page, "embed-tried", { fullPage: true });
	expect(await foundByAxe(page)).toEqual([]);
});

test("no other page of ours lets itself be framed", async ({ page }) => {
	const teacher = await newTeacher();
	const refused: string[] = [];
	page.on("console", (message) => {
		if (/frame-ancestors|X-Frame-Options/i.test(message.text())) refused.push(message.text());
	});
	const paths = [`/t/${teacher.handle}`, "/", "/desk", "/docs/api"];
	await open(page, paths.map((path) => `<iframe src="${home}${path}"></iframe>`).join(""));
	await expect.poll(() => refused.length).toBeGreaterThanOrEqual(paths.length);
	expect(faultsSoFar().length, "each is of the policy").toBeGreaterThan(0);
	await open(page, `<iframe src="${home}/embed/t/${teacher.handle}"></iframe>`);
	await expect(frameOf(page).getByRole("heading", { name: `Book ${teacher.name}` })).toBeVisible();
});

test("what the frame says is believed only of the frame, and only a height", async ({ page }) => {
	const teacher = await newTeacher();
	await open(page, script(teacher.handle));
	await expect(frameOf(page).getByRole("heading", { name: /^Book / })).toBeVisible();
	const frame = page.locator("iframe");
	const height = () => frame.evaluate((element) => (element as HTMLElement).style.height);
	await expect.poll(height).not.toBe("40rem");
	const before = await height();
	await page.evaluate(() => postMessage({ firstbell: { height: 77 } }, "*"));
	await frameOf(page)
		.locator("body")
		.evaluate(() => parent.postMessage({ firstbell: { height: "1px;color:red" } }, "*"));
	await frameOf(page)
		.locator("body")
		.evaluate(() => parent.postMessage({ firstbell: { height: 1e9 } }, "*"));
	await frameOf(page)
		.locator("body")
		.evaluate(() => parent.postMessage(null, "*"));
	await page.evaluate(() => new Promise((next) => setTimeout(next)));
	expect(await height()).toBe(before);
});
