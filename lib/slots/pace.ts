/**
 * In how many milliseconds a page that somebody looks at asks for its times again. While times come and go the edge
 * renews its copy every second, and two looks in that second show what is gone to nearly everybody within one and a
 * half; else once in ten seconds does. Spread out, so that those who came in one second do not ask in one for ever.
 */
export function nextLook(live: boolean): number {
	return live ? 420 + Math.random() * 80 : 9_000 + Math.random() * 3_000;
}
