import "server-only";
import { call } from "../db.ts";
import { changed } from "../snapshots.ts";
import type { Booked } from "./answer.ts";
import { type BookedAnswer, readBooked } from "./read-hold.ts";
import { readRef } from "./ref.ts";
import type { BookSeries } from "./schema.ts";

/** Books several dates, all of them or none; a hold on one of them becomes its booking. Refuses as bookSlot does, and LIMIT for more dates than the type allows. */
export async function bookSeries(key: string, wish: BookSeries): Promise<{ bookings: Booked[] }> {
	const { teacher, type, starts, name, email, timeZone, durationMinutes = null, answers = {} } = wish;
	const held = wish.hold ? readRef(wish.hold) : undefined;
	const { bookings } = await call<{ bookings: BookedAnswer[] }>(
		"book_series",
		key,
		teacher,
		type,
		starts,
		name,
		email,
		timeZone,
		durationMinutes,
		JSON.stringify(answers),
		held?.bookingId ?? null,
		held?.linkVersion ?? null,
	);
	changed(teacher);
	return { bookings: bookings.map(readBooked) };
}
