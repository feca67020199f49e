import "server-only";
import { call } from "../db.ts";
import { changed } from "../snapshots.ts";
import { type BookedAnswer, readBooked } from "./read-hold.ts";
import type { Booked, BookSlot } from "./schema.ts";

/** Takes a free seat and confirms it; `ticket` is that of a proven pass. Refuses REUSE, NTFND, CLOSD, LATE0, QUEUE, CLASH, LIMIT, TAKEN. */
export async function bookSlot(key: string, wish: BookSlot, ticket: string | null = null): Promise<Booked> {
	const { teacher, type, startsAt, name, email, timeZone } = wish;
	const booked = await call<BookedAnswer>(
		"book_slot",
		key,
		teacher,
		type,
		startsAt,
		name,
		email,
		timeZone,
		ticket,
	);
	changed(teacher);
	return readBooked(booked);
}
