/**
 * A ref for what may go away while it has the keyboard's focus: it leaves the focus to the heading of what it stood in
 * (`data-focus-scope`, `data-focus-home`).
 */
export function handOverFocus(leaving: HTMLElement | null) {
	return () => {
		if (!leaving?.contains(document.activeElement)) return;
		const home = leaving.closest("[data-focus-scope]")?.querySelector("[data-focus-home]");
		// What comes in its place has to be there first.
		setTimeout(() => giveFocus(home));
	};
}

/** Gives the focus to the first of these that is still to be seen, else to the heading of the page, and not to nobody. */
export function giveFocus(...wished: (Element | null | undefined)[]): void {
	const next = wished.find((one) => one !== document.body && one?.checkVisibility()) ?? pageHeading();
	if (!(next instanceof HTMLElement)) return;
	if (next.tabIndex < 0) next.tabIndex = -1;
	next.focus({ preventScroll: true });
}

/** Other pages may still wait, unseen, behind this one. */
function pageHeading(): Element | undefined {
	return [...document.querySelectorAll("main h1")].find((heading) => heading.checkVisibility());
}
