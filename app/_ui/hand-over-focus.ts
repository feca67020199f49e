/**
 * A ref for what may go away while it has the keyboard's focus: it leaves the focus to the heading of what it stood in
 * (`data-focus-scope`, `data-focus-home`), else to that of the page, and not to nobody.
 */
export function handOverFocus(leaving: HTMLElement | null) {
	return () => {
		if (!leaving?.contains(document.activeElement)) return;
		const home = leaving.closest("[data-focus-scope]")?.querySelector("[data-focus-home]");
		// What comes in its place has to be there first.
		setTimeout(() => focusOn(home?.isConnected ? home : pageHeading()));
	};
}

/** Other pages may still wait, unseen, behind this one. */
function pageHeading(): Element | undefined {
	return [...document.querySelectorAll("main h1")].find((heading) => heading.checkVisibility());
}

function focusOn(element: Element | undefined) {
	if (!(element instanceof HTMLElement)) return;
	if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
	element.focus({ preventScroll: true });
}
