"use client";

import { useEffect, useState } from "react";
import type { ServerClock } from "@/lib/openings/server-clock";

/**
 * The server's time, told anew each second, and at the very instant of each of `instants` and whole seconds before it.
 * Undefined until the server has said what time it is.
 */
export function useServerNow(clock: ServerClock, instants: readonly number[]): number | undefined {
	const [now, setNow] = useState<number>();
	const key = instants.join();
	useEffect(() => {
		let timer: ReturnType<typeof setTimeout>;
		const tick = () => {
			clearTimeout(timer);
			const at = clock.now();
			setNow(at);
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
