/** A place in an opening, as `POST /api/tickets` gives it. */
export type Place = {
	ticketId: string;
	ticket: string;
	/** Of the opening's groups, from 0. */
	group: number;
	inDraw: boolean;
	tailNo: number | null;
};

/** How many are where, counted by the families themselves. */
export type Count = { come: number; waiting: number; inside: number; booked: number };
