import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { type OutsideAnswer, withInstants } from "./read-rules.ts";
import type { OutsideBooking } from "./schema.ts";

/** The teacher wants these bookings as they are. Gives what is still to be settled. Refuses DNIED. */
export async function keepBookings(
	who: DeskUser,
	{ bookings }: { bookings: string[] },
): Promise<{ outside: OutsideBooking[] }> {
	const { outside } = await call<{ outside: OutsideAnswer[] }>("keep_bookings", who.userId, bookings);
	return { outside: outside.map(withInstants) };
}
