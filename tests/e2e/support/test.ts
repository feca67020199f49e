import { type Browser, test as base, expect } from "@playwright/test";

export * from "@playwright/test";

/** What pages said against themselves since the last test: what their policy refused, and what nobody caught. */
const faults: string[] = [];

/**
 * `test` for all that is done in a browser: one in which a page breaks its own Content-Security-Policy, or throws what nobody
 * catches, is not green, whatever else it finds. `npm test -- code` holds each file to it.
 */
export const test = base.extend<{ keepsToItsPolicy: undefined }, { browser: Browser }>({
	browser: [
		async ({ browser }, use) => {
			const open = browser.newContext.bind(browser);
			browser.newContext = async (options) => {
				const context = await open(options);
				context.on("console", (said) => {
					if (/Content Security Policy|Minified React error/.test(said.text())) faults.push(said.text());
				});
				context.on("weberror", (thrown) => faults.push(String(thrown.error())));
				return context;
			};
			await use(browser);
		},
		{ scope: "worker" },
	],
	keepsToItsPolicy: [
		async ({ browser: _ }, use) => {
			faults.length = 0;
			await use(undefined);
			expect(faultsSoFar()).toEqual([]);
		},
		{ auto: true },
	],
});

/** What there was of them, once: who asks for them knows that they would come. */
export const faultsSoFar = () => faults.splice(0);
