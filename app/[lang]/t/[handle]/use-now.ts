"use client";

import { useSyncExternalStore } from "react";

const minute = 60_000;

/** The time to the minute. On the server, and until hydration is over, it is when the page was made. */
export function useNow(made: number): number {
	return useSyncExternalStore(
		(notify) => {
			const timer = setInterval(notify, 10_000);
			return () => clearInterval(timer);
		},
		() => Math.floor(Date.now() / minute) * minute,
		() => made,
	);
}
