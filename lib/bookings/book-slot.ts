import "server-only";
import { call } from "../db.ts";
import type { TicketKey } from "../openings/ref.ts";
import { changed } from "../snapshots.ts";
import type { Booked } from "./answer.ts";
import { type BookedAnswer, readBooked } from "./read-hold.ts";
import type { BookSlot } from "./schema.ts";

/** Takes a free seat and confirms it, or asks its teacher for it; `ticket` is that of a proven pass. Refuses REUSE, NTFND, INVAL, CLOSD, LATE0, QUEUE, CLASH, LIMIT, TAKEN. */
export async function bookSlot(key: string, wish: BookSlot, ticket?: TicketKey): Promise<Booked> {
	const { teacher, type, startsAt, name, email, timeZone, durationMinutes = null, answers = {} } = wish;
	const { ticketId = null, linkVersion = null } = ticket ?? {};
	const booked = await call<BookedAnswer>(
		"book_slot",
		key,
		teacher,
		type,
		startsAt,
		name,
		email,
		timeZone,
		ticketId,
		linkVersion,
		durationMinutes,
		JSON.stringify(answers),
	);
	changed(teacher);
	return readBooked(booked);
}
