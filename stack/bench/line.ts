import type { Stack } from "../embedded/up.ts";

/** One line of the bench: a figure, and how good it is meant to be. */
export type Line = {
	name: string;
	/** What A and B are, for the table: `book_slot calls/s`. */
	a: string;
	b: string;
	unit: "ratio" | "ms" | "count";
	aim: { least: number } | { most: number };
	/** Throws when something does not work or a count is wrong; a figure that misses its aim is only shown. */
	measure(stage: Stage): Promise<Figures>;
};

/** `a` and `b` are medians of the rounds, each in its own unit; `value` is the median of what each round gave. */
export type Figures = { value: number; a: number; b: number };

export type Stage = {
	stack: Stack;
	port: number;
	/** Aborted by Ctrl-C: asked between rounds, which are short. */
	asked: AbortSignal;
	say(line: string): void;
};
