import { median } from "../quantile.ts";
import type { Figures, Stage } from "./line.ts";

/**
 * A against B in one run: a round of each in turn, the order swapped every time, so that a machine that slows down or
 * speeds up does so for both.
 */
export async function compare(
	stage: Stage,
	{
		a,
		b,
		rounds = 11,
		warmUps,
	}: { a(): Promise<number>; b(): Promise<number>; rounds?: number; warmUps?: number },
): Promise<Figures> {
	let swap = false;
	return inRounds(
		stage,
		rounds,
		async () => {
			swap = !swap;
			const first = await (swap ? a : b)();
			stage.asked.throwIfAborted();
			const second = await (swap ? b : a)();
			const [left, right] = swap ? [first, second] : [second, first];
			return { value: left / right, a: left, b: right };
		},
		warmUps,
	);
}

/** The medians of so many rounds, after some that are not counted. */
export async function inRounds(
	stage: Stage,
	rounds: number,
	work: () => Promise<Figures>,
	warmUps = 1,
): Promise<Figures> {
	const done: Figures[] = [];
	for (let i = 1 - warmUps; i <= rounds; i++) {
		stage.asked.throwIfAborted();
		const round = await work();
		if (i > 0) done.push(round);
		const which = i > 0 ? `round ${i} of ${rounds}` : "warm-up";
		stage.say(`  ${which}: ${shown(round.value)} (${shown(round.a)} / ${shown(round.b)})`);
	}
	return {
		value: median(done.map(({ value }) => value)),
		a: median(done.map(({ a }) => a)),
		b: median(done.map(({ b }) => b)),
	};
}

/** More digits than these would only be noise. */
export const shown = (value: number): string =>
	value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 3 : value < 100 ? 1 : 0 });
