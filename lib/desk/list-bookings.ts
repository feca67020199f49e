import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { addDays, dayOf, startOfDay } from "../time.ts";
import { readCursor, type Seen, writeCursor } from "./cursor.ts";
import type { BookingPage, ListBookings } from "./list-schema.ts";
import { type BookingRow, readRow } from "./read-row.ts";

type Answer = Pick<BookingPage, "types" | "teams"> & { bookings: BookingRow[]; next: Seen | null };

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
