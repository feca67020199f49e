"use client";

import { useEffect, useState } from "react";
import { serverClock } from "./fetch-slots.ts";

/** Whether bookings are open; before that, in how many milliseconds they are, once the server has said what time it is. */
export type Bell = { open: boolean; inMs: number | undefined; at: string | null };

/**
 * The bell of a type: `opensAt` is null once the lists say that it has rung, and undefined before there are any. It rings
 * here by the server's clock, without a list having to come: what the device's own clock says does not matter.
 */
export function useBell(opensAt: string | null | undefined): Bell {
	const [rung, setRung] = useState<string>();
	const [inMs, setInMs] = useState<number>();
	useEffect(() => {
		setInMs(undefined);
		if (!opensAt) return;
		let timer: ReturnType<typeof setTimeout>;
		const look = () => {
			clearTimeout(timer);
			const now = serverClock.now();
			const left = now === undefined ? undefined : Date.parse(opensAt) - now;
			setInMs(left);
			if (left !== undefined && left <= 0) return setRung(opensAt);
			// In short steps: a device that slept wakes up late, and each list sets the clock a little better.
			timer = setTimeout(look, left === undefined ? 250 : Math.min(left % 1_000 || 1_000, left) + 2);
		};
		look();
		document.addEventListener("visibilitychange", look);
		return () => {
			clearTimeout(timer);
			document.removeEventListener("visibilitychange", look);
		};
	}, [opensAt]);
	return { open: opensAt === null || (opensAt !== undefined && rung === opensAt), inMs, at: opensAt ?? null };
}
