import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { Refusal, type RefusalCode } from "../refusal.ts";
import { type Edited, readEdited } from "./read-edited.ts";
import type { ChangeZone, OutsideBooking } from "./schema.ts";

/**
 * Gives a teacher another time zone; what is booked stays when it is, or moves to the same time by the new clock, all of it
 * or none. Refuses DNIED, STALE, INVAL, and of a move CLOSD, TAKEN, CLASH, LIMIT past 2,000 bookings.
 */
export async function changeZone(
	who: DeskUser,
	{ version, timeZone, bookings }: ChangeZone,
): Promise<{ version: number; outside: OutsideBooking[] }> {
	const moves = String(bookings === "move");
	try {
		const saved = await call<Edited & { version: number }>(
			"change_zone",
			who.userId,
			version,
			timeZone,
			moves,
		);
		return { version: saved.version, ...readEdited(saved) };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const message = why[error.code];
		throw message ? new Refusal(error.code, { message }) : error;
	}
}

const why: Partial<Record<RefusalCode, string>> = {
	INVAL: "This time zone is not known.",
	CLOSD: "By the new clock, a booking would have begun already. Let the bookings stay when they are.",
	TAKEN: "Somebody is just taking a time that is in the way. Please try again in a few minutes.",
	LIMIT:
		"More than 2,000 bookings are to come, which do not move at once. Let the bookings stay when they are.",
	CLASH: "By the new clock, two bookings would overlap. Let the bookings stay when they are.",
};
