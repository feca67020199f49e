/** What is known of a rehearsal at a moment. Rates are of the last second. */
export type LiveState = {
	/** What goes on, in a few words: `families wait for the bell`. */
	phase: string;
	/** How far the whole rehearsal is, from 0 to 1. */
	done: number;
	/** From the bell; null while nobody knows when it will be. */
	second: number | null;
	people: number;
	come: number;
	waiting: number;
	inside: number;
	booked: number;
	seats: number;
	freeSeats: number | null;
	edge: number;
	origin: number;
	/** In ms. */
	apiP95: number | null;
	connections: number;
	/** The fault that is on now. */
	fault: string | null;
};
