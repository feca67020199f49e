import type { KeyboardEvent } from "react";

/** Enter on a choice would press the first button of the form. */
export function pressNothing(event: KeyboardEvent): void {
	if (event.key === "Enter") event.preventDefault();
}
