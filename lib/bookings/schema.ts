import { z } from "zod";
import type { Language } from "../languages/languages.js";
import type { RefusalCode } from "../refusal.ts";
import type { PlaceKind } from "../rules/question-schema.ts";
import { Handle } from "../teachers/schema.ts";
import { knownZone } from "../time.ts";
import { FormReason, Reason } from "./reason-schema.ts";

/** An instant with its offset, between 2000 and 2100, read into UTC. Answers always carry UTC with a `Z`. */
export const Instant = z.iso
	.datetime({ offset: true, message: "Use an instant such as 2026-11-30T09:00:00Z.", abort: true })
	.max(40, { message: "Use an instant such as 2026-11-30T09:00:00Z.", abort: true })
	.refine((text) => /^20\d\d-/.test(text), { message: "Use a year between 2000 and 2099.", abort: true })
	// Postgres knows offsets up to 15:59 only.
	.transform((text) => new Date(text).toISOString());

const aKey = "Send one Idempotency-Key header of 16 to 100 characters, such as a UUID.";

/** Chosen by the client, 16 to 100 visible characters; the same key again gives the first answer again. */
const Key = z.string({ error: aKey }).regex(/^[\x21-\x7e]{16,100}$/, aKey);
const IdempotencyKey = z.object({ "idempotency-key": Key });

/** The key a request came with. Refuses INVAL. */
export function idempotencyKey(request: Request): string {
	return IdempotencyKey.parse(Object.fromEntries(request.headers))["idempotency-key"];
}

/** A signed reference to one booking, as in `/b/<ref>`. */
export const Ref = z.string().regex(/^[A-Za-z0-9_-]{44}$/, "This link is not complete.");

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
const oneLine = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/;

// What is not seen but changes what is read, such as a direction turned round. Two of them join and part the letters
// of Persian and of Indian scripts.
const unseen = /(?![\u200c\u200d])\p{Cf}/u;

/** A person's name: one line with a letter or number, nothing unseen or broken in it, and no link to lure a reader. */
export const PersonName = z
	.string()
	.trim()
	.min(1, { message: "Please give a name.", abort: true })
	.max(120, "A name has at most 120 characters.")
	.regex(oneLine, "A name is one line of text.")
	.refine((text) => text.isWellFormed(), "This name has a broken character in it.")
	.regex(/[\p{L}\p{N}]/u, "A name has a letter or a number in it.")
	.refine((text) => !unseen.test(text), "A name has no invisible characters in it.")
	.refine((text) => !/:\/\/|www\./i.test(text), "A name has no link in it.");

export const Email = z
	.string()
	.trim()
	.toLowerCase()
	.max(254, "An e-mail address has at most 254 characters.")
	.pipe(z.email("This does not look like an e-mail address."));

/** An IANA time zone that this runtime knows. */
export const TimeZone = z
	.string()
	.max(64)
	.refine((text) => knownZone(text) !== undefined, "This time zone is not known.")
	.transform((text) => knownZone(text) ?? text);

export const OpeningId = z.uuid("This is not the id of an opening.").toLowerCase();

/** One of a type's durations, in minutes; left out, it is the usual one. */
const lasting = "Between 5 minutes and 12 hours.";
export const Duration = z.int(lasting).min(5, lasting).max(720, lasting);

/** The same, as a form or an address has it. */
const Minutes = z.coerce.number().pipe(Duration);

/** What was said to a type's questions, by their ids. */
export const Answers = z.record(
	z.string().regex(/^[a-z0-9-]{1,40}$/),
	z.union([z.boolean(), z.string().max(4_000).refine(isPlain, "An answer has a broken character in it.")]),
);

// The opening that the type waits for, where its page says so: then a pass comes along.
const usualWish = {
	teacher: Handle,
	type: Handle,
	startsAt: Instant,
	opening: OpeningId.optional(),
};
const wish = { ...usualWish, durationMinutes: Duration.optional() };
/** Who books. */
export const who = { name: PersonName, email: Email, timeZone: TimeZone };

/** `POST /api/holds`: claim one seat for some minutes while the form is filled in. */
export const HoldSlot = z.strictObject(wish);
export type HoldSlot = z.infer<typeof HoldSlot>;

/** `POST /api/bookings`: take a free seat in one step. */
export const BookSlot = z.strictObject({ ...wish, ...who, answers: Answers.optional() });
export type BookSlot = z.infer<typeof BookSlot>;

/** `POST /api/form-bookings`: which page the form stands on, and so where its answer goes. */
export const FormPlace = z.object({
	...{ teacher: Handle, type: Handle, startsAt: Instant, timeZone: TimeZone },
	durationMinutes: Minutes.optional(),
});

/** `POST /api/form-bookings`: the same from a plain HTML form, with its key among the fields. */
export const FormBooking = z.strictObject({
	...usualWish,
	...who,
	key: Key,
	durationMinutes: Minutes.optional(),
	answers: Answers.optional(),
});

/** Of a plain form: the key among its fields, and who it is for beside an address that is known. */
export const FormKey = z.object({ key: Key });
export const FormWho = z.object({ name: PersonName, answers: Answers.optional() });

/** The fields that a person types, and may have to mend. */
export const Typed = z.object({ name: PersonName, email: Email });

/** `POST /api/bookings`: turn one's own hold into a booking. */
export const ConfirmHold = z.strictObject({
	hold: Ref,
	...who,
	opening: OpeningId.optional(),
	answers: Answers.optional(),
});
export type ConfirmHold = z.infer<typeof ConfirmHold>;

/** `GET /api/series`: which dates a series would have, and which of them are free. */
export const ListSeries = z.strictObject({
	teacher: Handle,
	type: Handle,
	startsAt: Instant,
	dates: z.coerce.number().int().min(1).max(52),
	everyWeeks: z.coerce.number().int().min(1).max(8).default(1),
	durationMinutes: Minutes.optional(),
});
export type ListSeries = z.infer<typeof ListSeries>;

/** `POST /api/series-bookings`: all of these dates or none. */
export const BookSeries = z.strictObject({
	teacher: Handle,
	type: Handle,
	starts: z.array(Instant).min(1, "Choose a date.").max(52, "A series has at most 52 dates."),
	durationMinutes: Duration.optional(),
	...who,
	answers: Answers.optional(),
	// One's own, on one of these dates: it becomes the booking.
	hold: Ref.optional(),
});
export type BookSeries = z.infer<typeof BookSeries>;

/** A date of a series, and whether it can be booked now; else `no` is the code of why not. */
export type SeriesDate = { startsAt: string; endsAt: string; isFree: boolean; no: RefusalCode | null };

/** `POST /api/extensions`, `POST /api/releases`: keep a hold longer, or give it up. */
export const OneHold = z.strictObject({ hold: Ref });

/** `POST /api/cancellations`, `POST /api/series-cancellations`: `reason` is what the teacher is told of it. */
export const CancelBooking = z.strictObject({ booking: Ref, reason: Reason.optional() });

/** `POST /api/form-cancellations`: the same from a plain HTML form. */
export const FormCancellation = z.strictObject({ booking: Ref, reason: FormReason.optional() });

/** `POST /api/moves`: another time for a booking, of the same type and as long; with the opening, as for a hold. */
export const MoveBooking = z.strictObject({
	booking: Ref,
	startsAt: Instant,
	opening: OpeningId.optional(),
});
export type MoveBooking = z.infer<typeof MoveBooking>;

/** `POST /api/form-moves`: the same from a plain HTML form. */
export const FormMove = MoveBooking.extend({ key: Key });

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

/** Text that Postgres can hold. */
function isPlain(text: string): boolean {
	return text.isWellFormed() && !text.includes("\0");
}
