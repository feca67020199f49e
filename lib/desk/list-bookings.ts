import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { isoInstant } from "../instant.ts";
import type { DeskBooking } from "./schema.ts";

type Answer = Omit<DeskBooking, "startsAt" | "endsAt"> & { starts_at: string; ends_at: string };

/** A teacher's own bookings that start in [from, until), by start, at most 2,000. Refuses DNIED. */
export async function listDeskBookings(
	who: DeskUser,
	{ from, until }: { from: string; until: string },
): Promise<DeskBooking[]> {
	const rows = await call<Answer[]>("list_bookings", who.userId, from, until);
	return rows.map(({ starts_at, ends_at, ...row }) => ({
		...row,
		startsAt: isoInstant(starts_at),
		endsAt: isoInstant(ends_at),
	}));
}
