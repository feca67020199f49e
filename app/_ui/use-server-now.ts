"use client";

import { useEffect, useState } from "react";

/** Undefined until the server has said what time it is. */
type Clock = { now: () => number | undefined };

/**
 * The server's time, told anew each second, and at the very instant of each of `instants` and whole seconds before it.
 * It stands still while there are no instants.
 */
export function useServerNow(clock: Clock, instants: readonly number[]): number | undefined {
	const [now, setNow] = useState<number>();
	const key = instants.join();
	useEffect(() => {
		if (!key) return;
		let timer: ReturnType<typeof setTimeout>;
		const tick = () => {
			clearTimeout(timer);
			const at = clock.now();
			setNow(at);
			// In short steps: a device that slept wakes up late, and each answer sets the clock a little better.
			timer = setTimeout(tick, at === undefined ? 50 : untilNext(at, key));
		};
		tick();
		document.addEventListener("visibilitychange", tick);
		return () => {
			clearTimeout(timer);
			document.removeEventListener("visibilitychange", tick);
		};
	}, [clock, key]);
	return now;
}

function untilNext(now: number, key: string): number {
	const next = Math.min(
		...key
			.split(",")
			.map(Number)
			.filter((at) => at > now),
	);
	if (next === Number.POSITIVE_INFINITY) return 1_000 - (now % 1_000) + 2;
	return ((next - now) % 1_000) + 2;
}
