import type { Browser, Page } from "@playwright/test";

/** A browser on a machine whose clock is wrong. */
export async function skewed(browser: Browser, minutes: number): Promise<Page> {
	const context = await browser.newContext();
	await context.addInitScript((ms) => {
		const Real = Date;
		const now = () => Real.now() + ms;
		class Wrong extends Real {
			constructor(...given: [] | [number]) {
				if (given.length) super(...given);
				else super(now());
			}
			static override now = now;
		}
		globalThis.Date = Wrong as DateConstructor;
	}, minutes * 60_000);
	return context.newPage();
}
