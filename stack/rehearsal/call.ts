/**
 * One call that may change something, as the person who made it knows it: one line of a rehearsal's log. A call that is
 * repeated is a line of its own, with the same key. Times are in ms since 1970, by one clock.
 */
export type Call = {
	person: number;
	verb:
		| "join"
		| "enter"
		| "leave"
		| "hold"
		| "extend"
		| "release"
		| "confirm"
		| "book"
		| "move"
		| "cancel"
		| "edit";
	/** When it was to be sent by plan, and when it was. */
	due: number;
	sent: number;
	/** Null, and a status of 0, where no answer came: whether it was done is unknown. */
	heard: number | null;
	status: number;
	/** Of a refusal, such as `TAKEN`. */
	code: string | null;
	key: string | null;
	/**
	 * The teacher's handle and the start, `ada-teacher 2026-11-30T09:00:00.000Z`: asked for, or of what the reference means.
	 * Of a move, where it goes; of an edit, the handle alone.
	 */
	slot: string | null;
	/** Of the hold or the booking, asked with or answered. */
	ref: string | null;
	/** Until when a hold is good, as answered. */
	heldUntil: number | null;
	email: string | null;
	/** The number by which the draw knows who asks. */
	ticket: string | null;
	/** Of what is asked about a place: of which opening, where that is another one than the rehearsed. */
	opening?: string;
	/** Of an edit of a teacher's hours: each start that it is about, and whether it is offered from then on. */
	offers?: Record<string, boolean>;
};
