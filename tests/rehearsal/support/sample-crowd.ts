import { dice } from "../../../stack/rehearsal/families/dice.ts";

export type Person = { rank: number; came: number; admitted: number | null; bookedAt: number | null };

const joinSeconds = 120;

/** Most come before the bell, many of them in its last seconds; then as many are called as there are seats, and a few more. */
export function sampleCrowd(options: { seed: number; people: number; seats: number }): Person[] {
	const { people, seats } = options;
	const random = dice(options.seed);
	const came = Array.from({ length: people }, () =>
		random() < 0.86 ? -joinSeconds * random() ** 2 : 90 * random() ** 3,
	);
	const early = came.filter((at) => at < 0).map((at) => ({ at, draw: random() }));
	const drawn = early.toSorted((a, b) => a.draw - b.draw).map(({ at }) => at);
	const behind = came.filter((at) => at >= 0).toSorted((a, b) => a - b);
	let clock = 1;
	let booked = 0;
	return [...drawn, ...behind].map((at, i) => {
		if (booked >= seats) return { rank: i + 1, came: at, admitted: null, bookedAt: null };
		// The pace grows until the goal is met, and stops for a while where the database does.
		clock += 1 / Math.min(6, 2 + i / 60);
		if (clock > 72 && clock < 79) clock = 79;
		const admitted = Math.max(at, clock + random() * 0.9);
		const bookedAt = random() < 0.12 ? null : admitted + 6 + 14 * random() ** 2;
		if (bookedAt !== null) booked++;
		return { rank: i + 1, came: at, admitted, bookedAt };
	});
}
