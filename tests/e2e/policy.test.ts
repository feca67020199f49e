import { newTeacher } from "./support/school.ts";
import { expect, faultsSoFar, type Page, test } from "./support/test.ts";

test.beforeEach(() => test.skip(test.info().project.name !== "phone, UTC", "the same on every screen"));

/** What somebody would do who got a piece of HTML of theirs into a page. */
async function smuggle(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		const run: string[] = [];
		Object.assign(globalThis, { ran: (how: string) => run.push(how) });
		const put = (html: string) => document.body.append(document.createRange().createContextualFragment(html));
		put(`<script>ran("an inline script")</script>`);
		put(`<script nonce="guessed">ran("a guessed nonce")</script>`);
		put(`<img src="data:," onerror="ran('a handler')">`);
		put(`<a href="javascript:ran('an address')">here</a>`);
		document.querySelector<HTMLAnchorElement>("a[href^=javascript]")?.click();
		put(`<script src="data:text/javascript,ran('data')"></script>`);
		put(`<script src="https://elsewhere.example/script.js" onload="ran('another site')"></script>`);
		put(`<style>body { outline: 3px solid red }</style>`);
		await new Promise((wake) => setTimeout(wake, 500));
		// Only now, as what a test itself evaluates may put code together.
		try {
			new Function("ran('put together')")();
		} catch {}
		if (getComputedStyle(document.body).outlineStyle === "solid") run.push("a style");
		return run;
	});
}

for (const [what, address] of [
	["made once for everybody", (url: string) => url],
	["that is made for who asks", (url: string) => `${url}/book`],
	["behind a sign-in", () => "/desk"],
	["that nobody has", () => "/no-such-page"],
] as const) {
	test(`a page ${what} runs what is its own, and nothing that was smuggled into it`, async ({ page }) => {
		const { url } = await newTeacher();
		await page.goto(address(url));
		await expect(page.locator("main h1").first()).toBeVisible();
		expect(faultsSoFar()).toEqual([]);
		expect(await smuggle(page)).toEqual([]);
		expect(faultsSoFar().length).toBeGreaterThanOrEqual(7);
	});
}

test("without a policy the same would run: it is the policy that refuses", async ({ page }) => {
	const { url } = await newTeacher();
	await page.route(url, async (route) => {
		const answer = await route.fetch();
		const { "content-security-policy": _, ...headers } = answer.headers();
		await route.fulfill({ response: answer, headers });
	});
	await page.goto(url);
	expect(await smuggle(page)).toEqual(
		expect.arrayContaining(["an inline script", "a guessed nonce", "a handler", "a style", "put together"]),
	);
	expect(faultsSoFar()).toEqual([]);
});
