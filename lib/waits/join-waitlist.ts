import "server-only";
import { call } from "../db.ts";
import type { JoinWaitlist } from "./schema.ts";

/**
 * Has somebody wait; the same wish again is the same place. The link to it goes to their mailbox alone. Refuses REUSE,
 * NTFND, FREE0 where there is nothing to wait for, GONE0, CLOSD, LATE0, LIMIT, SLOWD.
 */
export async function joinWaitlist(key: string, wish: JoinWaitlist): Promise<{ place: number }> {
	const { teacher, type, startsAt = null, day = null, name, email, timeZone, durationMinutes = null } = wish;
	return call<{ place: number }>(
		"join_waitlist",
		key,
		teacher,
		type,
		startsAt ? "slot" : day ? "day" : "type",
		startsAt,
		day,
		name,
		email,
		timeZone,
		durationMinutes,
	);
}
