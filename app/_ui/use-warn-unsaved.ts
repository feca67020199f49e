"use client";

import { useEffect } from "react";

/** While something is not saved, a tab that is closed or loaded anew asks first, by the browser's own words. */
export function useWarnUnsaved(dirty: boolean) {
	useEffect(() => {
		if (!dirty) return;
		const warn = (event: BeforeUnloadEvent) => event.preventDefault();
		addEventListener("beforeunload", warn);
		return () => removeEventListener("beforeunload", warn);
	}, [dirty]);
}
