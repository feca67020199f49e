import type { Page } from "@playwright/test";

/** What of it is still calm: https://web.dev/articles/cls */
export const calm = 0.1;

/** Watches on every page from now on what moves by itself while it loads. */
export async function watchShifts(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const seen = { shifts: 0 };
		Object.assign(window, { seen });
		new PerformanceObserver((list) => {
			for (const { value, hadRecentInput } of list.getEntries() as Shift[])
				if (!hadRecentInput) seen.shifts += value;
		}).observe({ type: "layout-shift", buffered: true });
	});
}

type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean };

/** How much of the screen has moved since the page was asked for, as the sum of all its layout shifts. */
export function shiftsOf(page: Page): Promise<number> {
	return page.evaluate(
		() =>
			new Promise<number>((tell) =>
				// What was just drawn is told after the next frame.
				requestAnimationFrame(() =>
					setTimeout(() => tell((window as unknown as { seen: { shifts: number } }).seen.shifts)),
				),
			),
	);
}
