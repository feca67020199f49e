import type { Page } from "@playwright/test";

/**
 * What is pressed and has less than WCAG 2.2 asks for of anything (2.5.8). Links within a sentence are of its size, and what
 * is drawn to the scale of a day has a form that does the same.
 */
export function tooSmall(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		[
			...document.querySelectorAll<HTMLElement>(
				"main :is(a[href], button, summary, select, input:not([type=hidden]))",
			),
		]
			.filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
			.filter(
				(element) =>
					getComputedStyle(element).display !== "inline" &&
					!element.closest(".sr-only, [data-scroller], [role=grid]"),
			)
			// The label around a box is pressed for it.
			.map((element) => element.closest("label") ?? element)
			.filter((element) => {
				const { width, height } = element.getBoundingClientRect();
				return Math.min(width, height) < 24;
			})
			.map((element) => element.outerHTML.slice(0, 160)),
	);
}
