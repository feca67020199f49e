import { z } from "zod";
import { Duration } from "../bookings/field-schema.ts";
import { Handle } from "../teachers/schema.ts";

/**
 * An ISO 8601 week such as `2026-W48`: Monday 00:00 UTC up to the next Monday 00:00 UTC.
 * One spelling a week, so that thirty thousand people share a few cache keys.
 */
export const Week = z.string().regex(/^20\d\d-W(0[1-9]|[1-4]\d|5[0-3])$/, "A week looks like 2026-W48.");

/** One of a type's durations as a part of a path: one spelling each. */
export const Minutes = z
	.string()
	.regex(/^[1-9]\d{0,2}$/, "Minutes look like 45.")
	.transform(Number)
	.pipe(Duration);

export const ListSlots = z.object({
	teacher: Handle,
	type: Handle,
	week: Week,
	minutes: Minutes.optional(),
});
export type ListSlots = z.infer<typeof ListSlots>;

/** A start at which a type can be booked now. Instants are ISO 8601 in UTC; `seatsLeft` is at least 1. */
export type Slot = { startsAt: string; endsAt: string; seatsLeft: number };

/**
 * The free slots of a week. `timeZone` is the teacher's; `opensAt` is null once bookings have opened, and before it the
 * slots are those that can be booked then. `closed` says that the opening they belonged to is over.
 */
export type SlotList = {
	week: string;
	timeZone: string;
	opensAt: string | null;
	closed: boolean;
	slots: Slot[];
};

/**
 * What `GET /api/slots/<teacher>/<type>/<week>` answers. With `live` it is worth asking again in a moment: times went or
 * came within the last minute, or bookings open within the next five. Then `opensInMs` says in how long, by the database's
 * clock when this was written.
 */
export type LiveSlotList = SlotList & { live: boolean; opensInMs: number | null };
