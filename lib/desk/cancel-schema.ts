import { z } from "zod";
import { Instant } from "../bookings/schema.ts";
import { Handle } from "../teachers/schema.ts";

export const BookingId = z.uuid("This is not the id of a booking.").toLowerCase();

/** What the booker is told, in at most 500 characters; lines are kept. */
export const Reason = z
	.string()
	.trim()
	.max(500, "A reason has at most 500 characters.")
	.refine((text) => text.isWellFormed(), "There is a broken character in this.")
	// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
	.regex(/^[^\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f]*$/, "There is a broken character in this.")
	.transform((text) => text || undefined);

/** One of some bookings: with when it begins as the desk shows it, or wherever it is by now. */
const Meant = z.union(
	[BookingId, z.strictObject({ booking: BookingId, from: Instant })],
	"This is not the id of a booking, alone or with when it begins.",
);

/**
 * `POST /api/teacher-cancellations`: one booking, some bookings, or all that touch `[from, until)` of one teacher, who is
 * oneself where `teacher` is left out. What is named with its own `from` is not cancelled where it begins at another time by then. The school's office names one of its teachers. With `away`, one's own time is taken off, too.
 */
export const CancelAsTeacher = z
	.strictObject({
		booking: BookingId.optional(),
		bookings: z.array(Meant).min(1, "Choose a booking.").max(200, "At most 200 at once.").optional(),
		from: Instant.optional(),
		until: Instant.optional(),
		teacher: Handle.optional(),
		/** That one is away then, too: for a time of one's own. */
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
	.refine(({ from, teacher, away }) => !away || (from !== undefined && teacher === undefined), {
		message: "One is away for a time of one's own.",
		path: ["away"],
	});
export type CancelAsTeacher = z.infer<typeof CancelAsTeacher>;

/** A time of one's own that is cleared and taken off. */
export type TimeOff = { from: string; until: string; reason?: string | undefined };

export function isTimeOff(wish: CancelAsTeacher): wish is CancelAsTeacher & TimeOff {
	return wish.away === true && wish.from !== undefined && wish.until !== undefined;
}

const count = (...given: unknown[]) => given.filter((each) => each !== undefined).length;
