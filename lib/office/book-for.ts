import "server-only";
import type { DeskUser } from "../auth.ts";
import type { Booked } from "../bookings/answer.ts";
import { type BookedAnswer, readBooked } from "../bookings/read-hold.ts";
import { call } from "../db.ts";
import { changed } from "../snapshots.ts";
import type { BookFor } from "./schema.ts";

/** Books for somebody who cannot, whoever else is waiting. Refuses DNIED, and what bookSlot refuses. */
export async function bookFor(who: DeskUser, key: string, wish: BookFor): Promise<Booked> {
	const { opening, teacher, type, startsAt, name, email, timeZone } = wish;
	const booked = await call<BookedAnswer>(
		"book_for",
		who.userId,
		opening,
		key,
		teacher,
		type,
		startsAt,
		name,
		email,
		timeZone,
	);
	changed(teacher);
	return readBooked(booked);
}
