import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/**
 * What axe finds on a page by all its rules, a line each. No page of ours has frames, and what is well is not written
 * down: that takes a third of the time.
 */
export async function foundByAxe(page: Page): Promise<string[]> {
	const axe = new AxeBuilder({ page }).setLegacyMode();
	const { violations } = await axe.options({ resultTypes: ["violations"], preload: false }).analyze();
	return violations.map(
		({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
	);
}
