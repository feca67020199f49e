/** What api.draw_record gives. */
export type DrawRecord = {
	opening: string;
	groups: {
		position: number;
		opens_at: string;
		/** SHA-256 of the seed, in hex: told before. */
		commitment: string;
		/** In hex; null until the draw is closed, as is all that follows from it. */
		seed: string | null;
		/** SHA-256 of the drawn tickets' ids, sorted, a line each. */
		tickets_hash: string | null;
		served_below: number;
		tail_served: number;
		/** [ticket, rank] by rank. */
		drawn: [string, number][] | null;
		/** [ticket, number, when it came] by number; the instants all in one zone, so that they compare as texts. */
		tail: [string, number, string][];
	}[];
	/** Each time that somebody was called: how many, and how far each group had come then. */
	called: { at: string; called: number; served: Served[] }[];
};
/**
 * How far a group had come: ranks below the one, numbers of the tail up to the other, and how many of these there were, null before
 * its draw. A version before 0.2.0 did not write down the last, nor that the turn of those who had left came with the others'.
 */
export type Served = [below: number, tail: number, numbered?: number | null];
export type Group = DrawRecord["groups"][number];
