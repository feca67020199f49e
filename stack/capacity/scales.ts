import type { Driver } from "./drivers.ts";

type Scale = { edge: Driver; origin: Driver };

/**
 * By what the requests of each route grow: at the edge, where everybody asks, and at the origin, where of what everybody
 * is told no more than one a second and copy arrives.
 */
export const routeScales: Record<string, Scale> = {
	"GET opening": { edge: "visits", origin: "visitSeconds" },
	"POST tickets": { edge: "visits", origin: "visits" },
	"GET status": { edge: "looks", origin: "lookSeconds" },
	"GET ticket": { edge: "late", origin: "late" },
	"POST departures": { edge: "left", origin: "left" },
	"POST passes": { edge: "entered", origin: "entered" },
	"GET teacher": { edge: "searches", origin: "searchSeconds" },
	"GET slots": { edge: "lists", origin: "listSeconds" },
	"POST holds": { edge: "holds", origin: "holds" },
	"POST bookings": { edge: "confirms", origin: "confirms" },
	"POST moves": { edge: "confirms", origin: "confirms" },
	"POST cancellations": { edge: "cancels", origin: "cancels" },
	// What a browser fetches beside the pages, and a rehearsal's people do not.
	"GET files": { edge: "visits", origin: "seconds" },
	"GET teacher's files": { edge: "entered", origin: "seconds" },
};

/** What is not named is there by the second, whoever comes. */
export const scaleOf = (route: string): Scale => routeScales[route] ?? { edge: "seconds", origin: "seconds" };

/** By what the calls of each SQL verb grow; `refused` are those of them that the database says no to. */
export const verbScales: Record<string, Driver> = {
	join_opening: "visits",
	get_ticket: "late",
	pace_opening: "lookReads",
	leave_opening: "left",
	take_pass: "entered",
	list_slots: "listReads",
	hold_slot: "booked",
	refused: "lost",
	// Who came too late is told of what is near.
	nearest_slots: "lost",
	confirm_hold: "confirms",
	move_booking: "confirms",
	cancel_booking: "cancels",
	// A mail of each booking, and of its end, taken by itself.
	mark_mail: "booked",
	take_mails: "booked",
};
