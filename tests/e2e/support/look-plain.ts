import { type Page, test } from "@playwright/test";
import { look, picture } from "./look.ts";

/** axe is a script itself: it looks at the same page in a browser that runs it, and none of the page's own. */
export async function lookPlain(page: Page, name: string): Promise<void> {
	const project = test.info().project;
	await picture(page, `${name}-${project.name.replaceAll(", ", "-")}`);
	const { viewport, colorScheme } = project.use;
	const storageState = await page.context().storageState();
	const context = await page
		.context()
		.browser()
		?.newContext({ javaScriptEnabled: true, viewport, colorScheme, storageState });
	const twin = (await context?.newPage()) as Page;
	await twin.route("**/_next/static/chunks/*.js", (route) => route.abort());
	await twin.goto(page.url());
	await look(twin, `${name}-twin`);
	await context?.close();
}
