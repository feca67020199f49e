"use client";

import { useEffect, useState } from "react";

/** The server's clock, going on from when it was told last, in milliseconds. */
export function useToldNow(told: string): number {
	const [elapsed, setElapsed] = useState(0);
	useEffect(() => {
		const from = performance.now();
		const tick = () => setElapsed(Date.parse(told) ? performance.now() - from : 0);
		tick();
		const timer = setInterval(tick, 250);
		return () => clearInterval(timer);
	}, [told]);
	return Date.parse(told) + elapsed;
}
