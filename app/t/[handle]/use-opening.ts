"use client";

import { useEffect, useState } from "react";

/**
 * Whether a type is open. When it opens while somebody looks, the week is asked for anew before anything is said of
 * it: within half a second by chance, so that a school does not ask in one instant.
 */
export function useOpening(opensAt: string | null, now: number, again: () => Promise<unknown>): boolean {
	const [open, setOpen] = useState(!opensAt || Date.parse(opensAt) <= now);
	useEffect(() => {
		if (open || !opensAt) return;
		let timer: ReturnType<typeof setTimeout>;
		const look = () => {
			const wait = Date.parse(opensAt) - Date.now();
			// In short steps: a device that slept wakes up late.
			if (wait > 0) timer = setTimeout(look, Math.min(wait + Math.random() * 500, 30_000));
			else again().finally(() => setOpen(true));
		};
		look();
		return () => clearTimeout(timer);
	}, [open, opensAt, again]);
	return open;
}
