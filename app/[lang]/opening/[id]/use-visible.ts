"use client";

import { useSyncExternalStore } from "react";

/** Whether somebody can see this tab. */
export function useVisible(): boolean {
	return useSyncExternalStore(
		(notify) => {
			document.addEventListener("visibilitychange", notify);
			return () => document.removeEventListener("visibilitychange", notify);
		},
		() => document.visibilityState === "visible",
		() => true,
	);
}
