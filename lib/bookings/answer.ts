import type { Language } from "../languages/languages.js";
import type { RefusalCode } from "../refusal.ts";
import type { PlaceKind } from "../rules/question-schema.ts";

/** What a hold answers: until when the seat is theirs (ISO, UTC) and how often it can still be extended. */
export type Hold = {
	hold: string;
	startsAt: string;
	endsAt: string;
	heldUntil: string;
	extensionsLeft: number;
};

/** What a booking answers. One that is only asked for so far has `decideUntil`, until when its teacher says yes or no. */
export type Booked = { ref: string; startsAt: string; endsAt: string; decideUntil?: string };

export type BookingState =
	| "held"
	| "expired"
	| "pending"
	| "confirmed"
	| "declined"
	| "cancelled"
	| "completed"
	| "no_show";

/** One booking as its own page and its mails show it. `timeZone` is the teacher's, `bookerTimeZone` the booker's. */
export type Booking = {
	state: BookingState;
	startsAt: string;
	endsAt: string;
	cancelledByTeacher: boolean;
	/** What the teacher said of it; or to the teacher, who has cancelled it themselves. */
	cancelReason: string | null;
	/** Until when it may be cancelled or moved without asking the teacher: what they have moved themselves, as long from then on. */
	cancelUntil: string;
	/** Of one that its teacher decides: until when. */
	decideUntil: string | null;
	decidedAt: string | null;
	/** Nobody has answered in time. */
	hasLapsed: boolean;
	/** Who has left has no page any more, and is called so. */
	teacher: { handle: string; name: string; timeZone: string; school: string; hasLeft: boolean };
	type: { handle: string; name: string };
	/** Where one meets; without words, nothing was said of it. */
	place: { kind: PlaceKind; text: string };
	/** What the teacher says to who was there. */
	followUpText: string;
	/** What was asked, as it was then, with what was said to it; true is a tick. */
	answers: { label: string; answer: string | boolean }[];
	/** All dates that were booked with it as one, itself among them, in order; none for a booking by itself. */
	series: BookedDate[] | undefined;
	name: string;
	email: string;
	bookerTimeZone: string;
	/** In which it was booked, and its mails are written. */
	language: Language;
	/** How often it got another time; of the last of these, when it began before, and who did it. */
	moves: number;
	movedFrom: string | null;
	/** Where the booker was not told of the move before it: when it began as they were told last. */
	toldStart: string | null;
	/** Of one that was called off before its booker heard of its last move: when it began as they know it. */
	knownStart: string | null;
	movedByTeacher: boolean;
	movedByHand: boolean;
	moveMessage: string | null;
	/** Whether its type still has times that are as long. */
	isOffered: boolean;
	/** Its type is offered no longer at all. */
	isRetired: boolean;
};

/** One date of a series, with the reference of its own page. */
export type BookedDate = {
	ref: string;
	isThis: boolean;
	state: BookingState;
	startsAt: string;
	endsAt: string;
	cancelledAt: string | null;
	/** How often it was moved. */
	moves: number;
	cancelUntil: string;
};

/** A date of a series, and whether it can be booked now; else `no` is the code of why not. */
export type SeriesDate = { startsAt: string; endsAt: string; isFree: boolean; no: RefusalCode | null };
