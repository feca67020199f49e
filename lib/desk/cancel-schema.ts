import { z } from "zod";
import { Instant } from "../bookings/field-schema.ts";
import { Reason } from "../bookings/reason-schema.ts";
import { Handle } from "../teachers/schema.ts";

export const BookingId = z.uuid("This is not the id of a booking.").toLowerCase();

/** One of some bookings: with when it begins as the desk shows it, or wherever it is by now. */
const Meant = z.union(
	[BookingId, z.strictObject({ booking: BookingId, from: Instant })],
	"This is not the id of a booking, alone or with when it begins.",
);

/**
 * `POST /api/teacher-cancellations`: one booking, some bookings, or all that touch `[from, until)` of one teacher, who is
 * oneself where `teacher` is left out. What is named with its own `from` is not cancelled where it begins at another time by then. The school's office names one of its teachers. With `away`, that time is taken off, too.
 */
export const CancelAsTeacher = z
	.strictObject({
		booking: BookingId.optional(),
		bookings: z.array(Meant).min(1, "Choose a booking.").max(200, "At most 200 at once.").optional(),
		from: Instant.optional(),
		until: Instant.optional(),
		teacher: Handle.optional(),
		/** That the teacher is away then, too: for a time. */
		away: z.boolean().optional(),
		reason: Reason.optional(),
	})
	.refine(({ booking, bookings, from, until }) => count(booking, bookings, from ?? until) === 1, {
		message: "Name one booking, some bookings, or a time from and until.",
		path: ["booking"],
	})
	.refine(({ from, until }) => (from === undefined) === (until === undefined), {
		message: "A time has a beginning and an end.",
		path: ["until"],
	})
	.refine(({ from = "", until = "~" }) => from < until, {
		message: "It ends after it begins.",
		path: ["until"],
	})
	.refine(({ from, teacher }) => from !== undefined || teacher === undefined, {
		message: "A teacher is named for a time alone.",
		path: ["teacher"],
	})
	.refine(({ from, away }) => !away || from !== undefined, {
		message: "One is away for a time.",
		path: ["away"],
	});
export type CancelAsTeacher = z.infer<typeof CancelAsTeacher>;

/** A time that is cleared and taken off: of one's own, or of a teacher in one's charge. */
export type TimeOff = {
	from: string;
	until: string;
	teacher?: string | undefined;
	reason?: string | undefined;
};

export function isTimeOff(wish: CancelAsTeacher): wish is CancelAsTeacher & TimeOff {
	return wish.away === true && wish.from !== undefined && wish.until !== undefined;
}

const count = (...given: unknown[]) => given.filter((each) => each !== undefined).length;
