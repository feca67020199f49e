import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { isoInstant } from "../instant.ts";
import { addDays, dayOf, startOfDay } from "../time.ts";
import { readCursor, type Seen, writeCursor } from "./cursor.ts";
import type { BookingPage, ListBookings, ListedBooking } from "./list-schema.ts";

type Row = Pick<ListedBooking, "id" | "state" | "teacher" | "type" | "place" | "name" | "email"> &
	Pick<ListedBooking, "answers" | "series"> & {
		starts_at: string;
		ends_at: string;
		time_zone: string;
		place_kind: ListedBooking["placeKind"];
		booked_at: string;
		cancelled_at: string | null;
		cancelled_by_teacher: boolean;
		cancel_reason: string | null;
	};
type Answer = Pick<BookingPage, "types" | "teams"> & { bookings: Row[]; next: Seen | null };

/** As many as one page of a list has. */
export const onePage = 50;

/**
 * One page of the bookings of which somebody has charge: one's own, or with `team` those of the school. Days are by the
 * clocks of `zone`; from today on where no day is named, or before today with `past`. Refuses DNIED, NTFND for a team that
 * is not of one's school.
 */
export async function listBookings(
	who: DeskUser,
	wish: ListBookings,
	zone: string,
	most = onePage,
): Promise<BookingPage> {
	const { team, type, state, q, past, after } = wish;
	const { from, until } = span(wish, zone);
	const seen = after ? readCursor(after) : undefined;
	const asked = JSON.stringify({ team, type, state, search: q, from, until, backwards: past === "1" });
	const { bookings, next, ...page } = await call<Answer>(
		"list_bookings",
		who.userId,
		asked,
		seen?.at ?? null,
		seen?.id ?? null,
		most,
	);
	return { ...page, bookings: bookings.map(readRow), next: next && writeCursor(next) };
}

/** From the first instant of its first day to that of the day after its last one; either end may be open. */
function span({ from, until, past }: ListBookings, zone: string): { from?: string; until?: string } {
	const today = dayOf(Date.now(), zone);
	const first = from ?? (past || (until && until < today) ? undefined : today);
	const after = until ? addDays(until, 1) : past && today;
	const instant = (day: string | undefined) =>
		day === undefined ? undefined : new Date(startOfDay(day, zone)).toISOString();
	return { from: instant(first), until: instant(after) };
}

function readRow(row: Row): ListedBooking {
	return {
		id: row.id,
		state: row.state,
		startsAt: isoInstant(row.starts_at),
		endsAt: isoInstant(row.ends_at),
		teacher: row.teacher,
		timeZone: row.time_zone,
		type: row.type,
		placeKind: row.place_kind,
		place: row.place,
		name: row.name,
		email: row.email,
		answers: row.answers,
		series: row.series,
		bookedAt: isoInstant(row.booked_at),
		cancelledAt: row.cancelled_at && isoInstant(row.cancelled_at),
		cancelledByTeacher: row.cancelled_by_teacher,
		cancelReason: row.cancel_reason,
	};
}
