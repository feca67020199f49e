/** In people a second, as app.opening_paces has them: what it begins with, and the most. */
export const firstPace = 20;
const mostPace = 500;

/** What a second leaves for the next one: the pace, and what is left of a person. */
export type Pacing = { pace: number; credit: number };

/**
 * How many are called in the next second while all is well, as app.advance_opening and app.next_pace have it: at a pace that
 * grows by a twentieth, unless it is not what holds people back; and no more than a tenth above the free seats, with those
 * who want one already. Seats are counted there for as far as they matter, so that it comes to the same.
 */
export function callNext(
	{ pace, credit }: Pacing,
	{ free, wanting, uncalled }: { free: number; wanting: number; uncalled: number },
): Pacing & { calls: number } {
	const next = Math.min(mostPace, pace * 1.05 + 0.1);
	const due = Math.floor(credit + next);
	const room = Math.max(0, Math.ceil(1.1 * free) - wanting);
	const calls = Math.min(due, room, uncalled);
	return {
		calls,
		pace: calls >= due ? next : pace,
		credit: Math.min(1, Math.max(0, credit + next - calls)),
	};
}
