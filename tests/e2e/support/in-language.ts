import { type Browser, expect, type Page, test } from "@playwright/test";
import { cutOff, look } from "./look.ts";

/** Words that hardly an English sentence is without, and that stand in none of another language. */
const english =
	/(?<!\p{L})(the|your|you|and|is|are|of|with|this|times?|turn|book(ed|ings?)?|teachers?|school|we|it|to|for|until|cancel(led)?|asked|missed|keep|free|please|close|copy|back)(?!\p{L})/iu;

/** What is on the page as it was given, and so the same in every language. */
const names =
	/Parents’ evening o-\w+|School o-\w+|\w+ Teacher \d|Testing School|Here for the tests\.|npm run verify-draw/g;

const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 900 };

/**
 * Looks at a page: axe finds nothing, nothing is said in English, and nothing is cut off on a phone and at a desk. What it looks
 * like in light on the one, and in dark at the other, is seen by `browser` and by `views`.
 */
export async function seen(page: Page, name: string): Promise<void> {
	const before = page.viewportSize();
	const { viewport, colorScheme = "light" } = test.info().project.use;
	await page.emulateMedia({ colorScheme });
	await page.setViewportSize(viewport ?? phone);
	await page.evaluate(() => scrollTo(0, 0));
	await look(page, name);
	expect(await saidInEnglish(page), name).toEqual([]);
	for (const size of [phone, desk]) {
		await page.setViewportSize(size);
		expect(await cutOff(page), `${name} at ${size.width} pixels`).toEqual([]);
	}
	await page.setViewportSize(before ?? phone);
}

/** The lines that are shown, read aloud or stand in the tab, and are English. */
export async function saidInEnglish(page: Page): Promise<string[]> {
	const said = await page.evaluate(() => [
		document.title,
		...[...document.querySelectorAll("[aria-label]")].map((each) => each.getAttribute("aria-label") ?? ""),
		// Not the page's footer, where each language has its own name.
		...[...document.querySelectorAll("header, main")].flatMap((each) =>
			(each as HTMLElement).innerText.split("\n"),
		),
	]);
	return said.filter((line) => english.test(line.replaceAll(names, "")));
}

/**
 * A page that somebody without a script sees, in a browser that axe runs in: what is theirs alone is shown there, too. That
 * it looks again by itself is how they wait at all, so axe is not asked of that.
 */
export async function seenPlain(browser: Browser | null, page: Page, name: string): Promise<void> {
	const storageState = await page.context().storageState();
	const context = await browser?.newContext({ javaScriptEnabled: true, storageState });
	const twin = (await context?.newPage()) as Page;
	await twin.route("**/_next/static/chunks/*.js", (route) => route.abort());
	await twin.route(page.url(), async (route) => {
		const response = await route.fetch();
		const body = (await response.text()).replaceAll(
			/<\/?noscript[^>]*>|<meta http-equiv="refresh"[^>]*>/g,
			"",
		);
		await route.fulfill({ response, body });
	});
	await twin.goto(page.url());
	await seen(twin, name);
	await context?.close();
}

/** What the browser complains of, such as a page that it would have written otherwise than the server. */
export function complaints(page: Page): string[] {
	const heard: string[] = [];
	page.on("pageerror", (error) => heard.push(String(error)));
	page.on("console", (message) => {
		if (message.type() === "error") heard.push(message.text());
	});
	return heard;
}
