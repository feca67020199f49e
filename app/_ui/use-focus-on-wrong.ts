"use client";

import { useEffect, useRef } from "react";

/** Gives the focus to the first field of a form that needs mending, each time it is `told` so. */
export function useFocusOnWrong(told: number) {
	const form = useRef<HTMLFormElement>(null);
	useEffect(() => {
		if (told > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
	}, [told]);
	return form;
}
