import { z } from "zod";
import { Handle } from "../teachers/schema.ts";
import {
	Answers,
	Duration,
	Email,
	Instant,
	Key,
	Minutes,
	OpeningId,
	PersonName,
	Ref,
	TimeZone,
	who,
} from "./field-schema.ts";
import { FormReason, Reason } from "./reason-schema.ts";

// The opening that the type waits for, where its page says so: then a pass comes along.
const usualWish = {
	teacher: Handle,
	type: Handle,
	startsAt: Instant,
	opening: OpeningId.optional(),
};
const wish = { ...usualWish, durationMinutes: Duration.optional() };
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
