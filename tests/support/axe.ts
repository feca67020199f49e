import type { Page } from "@playwright/test";
import axe from "axe-core";

/**
 * What axe finds on a page by all its rules, a line each. No page of ours has frames, so it is asked directly; it is brought
 * once to each document, and what is well is not written down: that takes a third of the time.
 */
export async function foundByAxe(page: Page): Promise<string[]> {
	await settled(page);
	if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(`${axe.source};undefined`);
	return page.evaluate(async () => {
		const { run } = (window as unknown as { axe: typeof axe }).axe;
		const { violations } = await run(document, { resultTypes: ["violations"], preload: false });
		return violations.map(
			({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
		);
	});
}

/** Until nothing moves: a fade that is half way has a contrast that nobody reads by. */
export async function settled(page: Page): Promise<void> {
	await page.evaluate(() =>
		Promise.all(
			document
				.getAnimations()
				.map((one) =>
					one.effect?.getComputedTiming().iterations === Infinity ? undefined : one.finished.catch(() => {}),
				),
		),
	);
}
