/**
 * Who is counted. `network` is an address of the network: a whole school sits behind one, so what it may do is far above
 * what two thousand people do. `address` is an address of mail, for each browser that was signed in as it apart. `asked` is a browser that asked for a code itself, and `all` is everybody together.
 */
export type By = "device" | "network" | "account" | "address" | "asked" | "all";
export type Rule = { by: By; most: number; seconds: number };

const minute = 60;
const wholeSchool: Rule = { by: "network", most: 10_000, seconds: minute };

/**
 * What is counted, by whom and how often, each route under its name. `closed` is refused while it cannot be counted; all
 * else goes on then, counted by each instance alone. What everybody reads is an edge's to answer, and is not counted.
 */
export const policies = {
	holds: { rules: [{ by: "device", most: 12, seconds: 5 * minute }, wholeSchool] },
	/** Holds by a ticket that others were quicker than: up to so many count for these alone. No person taps as often. */
	losses: { rules: [{ by: "device", most: 40, seconds: minute }] },
	extensions: { rules: [{ by: "device", most: 20, seconds: 10 * minute }, wholeSchool] },
	releases: { rules: [{ by: "device", most: 40, seconds: 10 * minute }, wholeSchool] },
	/** The mails to one address are counted by the database, in the booking itself. */
	bookings: { rules: [{ by: "device", most: 20, seconds: 10 * minute }, wholeSchool] },
	/** As for bookings, the mails to one address are counted in the move itself. */
	moves: { rules: [{ by: "device", most: 30, seconds: 10 * minute }, wholeSchool] },
	languages: { rules: [{ by: "device", most: 60, seconds: 10 * minute }, wholeSchool] },
	mailWishes: { rules: [{ by: "device", most: 60, seconds: 10 * minute }, wholeSchool] },
	/** By providers of mail, for everybody who has theirs there. */
	unsubscriptions: { rules: [wholeSchool] },
	/** Nor are those about a waiting list. */
	waits: { rules: [{ by: "device", most: 40, seconds: 10 * minute }, wholeSchool] },
	cancellations: { rules: [{ by: "device", most: 60, seconds: 10 * minute }, wholeSchool] },
	/** By the link in a teacher's mail. */
	decisions: { rules: [{ by: "device", most: 60, seconds: 10 * minute }, wholeSchool] },
	/** A place is asked for once a visit, and a pass while one is let in or wants more time. */
	tickets: { rules: [{ by: "device", most: 60, seconds: 10 * minute }, wholeSchool] },
	places: { rules: [{ by: "device", most: 600, seconds: 10 * minute }, wholeSchool] },
	passes: { rules: [{ by: "device", most: 60, seconds: 10 * minute }, wholeSchool] },
	departures: { rules: [{ by: "device", most: 20, seconds: 10 * minute }, wholeSchool] },
	/** The mails to one address are paced by the database, too. */
	invitationRequests: {
		rules: [
			{ by: "address", most: 6, seconds: 30 * minute },
			{ by: "device", most: 10, seconds: 10 * minute },
			{ by: "network", most: 3_000, seconds: 10 * minute },
		],
	},
	/** And so are these; nobody learns from it whether there are bookings. */
	mineLinks: {
		rules: [
			{ by: "address", most: 6, seconds: 30 * minute },
			{ by: "device", most: 10, seconds: 10 * minute },
			{ by: "network", most: 1_000, seconds: 10 * minute },
		],
	},
	mineVisits: { rules: [{ by: "device", most: 30, seconds: 10 * minute }, wholeSchool] },
	/** What a booker does on their own page, whichever device it is. */
	mine: { rules: [{ by: "account", most: 60, seconds: 10 * minute }] },
	/** Each reads all that there is. */
	exports: { rules: [{ by: "account", most: 20, seconds: 10 * minute }] },
	calendarAddresses: { rules: [{ by: "device", most: 60, seconds: 10 * minute }, wholeSchool] },
	/** By the calendar, which is asked for once an hour by each who subscribes. */
	calendarFeeds: { rules: [{ by: "account", most: 60, seconds: 10 * minute }, wholeSchool] },
	office: { rules: [{ by: "account", most: 300, seconds: 10 * minute }] },
	desk: { rules: [{ by: "account", most: 600, seconds: 10 * minute }] },
	rules: { rules: [{ by: "account", most: 300, seconds: 10 * minute }] },
	tokens: { rules: [{ by: "account", most: 120, seconds: 10 * minute }] },
	/** Each asks somebody elsewhere, and has to be waited for. */
	feedReadings: { rules: [{ by: "account", most: 30, seconds: 10 * minute }] },
	/** Each looks at every date of a series. */
	series: { rules: [{ by: "device", most: 60, seconds: 10 * minute }, wholeSchool] },
	signInCodes: {
		rules: [
			{ by: "address", most: 6, seconds: 30 * minute },
			{ by: "network", most: 500, seconds: 10 * minute },
		],
	},
	/** Who cannot be asked whether a person asks, where that is asked: lib/prove-human.ts. */
	unproven: {
		rules: [
			{ by: "device", most: 10, seconds: 10 * minute },
			{ by: "all", most: 120, seconds: minute },
		],
	},
	/** Guessing six digits: five tries for each code that this browser asked for. */
	signIns: { closed: true, rules: [{ by: "asked", most: 5, seconds: 15 * minute }] },
	/** A code that was asked for elsewhere. Strangers can use this up, but not the one above. */
	signInsElsewhere: { closed: true, rules: [{ by: "address", most: 5, seconds: 60 * minute }] },
} satisfies Record<string, { closed?: boolean; rules: Rule[] }>;

export type Policy = keyof typeof policies;
