import { z } from "zod";
import { TimeZone } from "../bookings/field-schema.ts";
import { Day } from "../rules/schema.ts";
import { Handle } from "../teachers/schema.ts";
import { Cursor } from "./cursor.ts";

/** What a list of bookings may show; `held` and `expired` are nobody's business. */
export const listedStates = [
	"confirmed",
	"pending",
	"completed",
	"no_show",
	"cancelled",
	"declined",
] as const;
export type ListedState = (typeof listedStates)[number];

/**
 * Which bookings, as the address of a page has it: words to look for, a type's handle, one state, a team's handle or `*` for
 * all of the school, days from and until (the last one included), those that are over with the last ones first, and where
 * the page before ended.
 */
export const ListBookings = z.strictObject({
	q: z
		.string()
		.trim()
		.max(100, "At most 100 characters.")
		.refine((text) => text.isWellFormed() && !text.includes("\0"), "There is a broken character in this.")
		.optional(),
	type: Handle.optional(),
	state: z.enum(listedStates).optional(),
	team: z.union([z.literal("*"), Handle]).optional(),
	from: Day.optional(),
	until: Day.optional(),
	past: z.literal("1").optional(),
	after: Cursor.optional(),
});
export type ListBookings = z.infer<typeof ListBookings>;

/** `GET /api/bookings`: the same for a program; its days are by the clocks of a zone. */
export const ReadBookings = ListBookings.extend({ zone: TimeZone.default("UTC") });

/** `GET /api/booking-lists`: the same as a file, told by the clocks of a zone. */
export const ExportBookings = ListBookings.omit({ after: true }).extend({ zone: TimeZone.default("UTC") });

/** One booking, with all that its row opens to. Times are ISO instants in UTC; `timeZone` is its teacher's. */
export type ListedBooking = {
	id: string;
	state: ListedState;
	startsAt: string;
	endsAt: string;
	teacher: string;
	timeZone: string;
	type: string;
	placeKind: "unsaid" | "address" | "phone" | "video";
	place: string;
	name: string;
	email: string;
	/** A mail to that address did not arrive. */
	isUnreached: boolean;
	answers: { label: string; answer: string | boolean }[];
	/** How many appointments with this teacher they have missed lately. */
	missed: number;
	/** The third of eight. */
	series: { nth: number; of: number } | null;
	/** When it was booked, or asked for where it is not yet. */
	bookedAt: string;
	/** Of one that the teacher decides: until when, when that was, and whether nobody has. */
	decideUntil: string | null;
	decidedAt: string | null;
	hasLapsed: boolean;
	cancelledAt: string | null;
	cancelledByTeacher: boolean;
	cancelReason: string | null;
	/** When it last got another time, when it began before that, and who did it. */
	movedAt: string | null;
	movedFrom: string | null;
	movedByTeacher: boolean;
	/** By a time that they chose, and with what the booker was told of it. */
	movedByHand: boolean;
	moveMessage: string | null;
};

type Option = { handle: string; name: string };
export type BookingPage = {
	bookings: ListedBooking[];
	/** Where the next page goes on; null on the last one. */
	next: string | null;
	types: Option[];
	teams: Option[];
};

/** What of an address can be understood; the rest is as if it were not there. */
export function readAddress(asked: Record<string, string | string[] | undefined>): ListBookings {
	const fields = Object.entries(ListBookings.shape).flatMap(([name, field]) => {
		const text = asked[name];
		const read = field.safeParse(text === "" ? undefined : text);
		return read.success && read.data ? [[name, read.data]] : [];
	});
	return Object.fromEntries(fields) as ListBookings;
}
