import "server-only";
import type { Booked } from "../bookings/answer.ts";
import { type BookedAnswer, readBooked } from "../bookings/read-hold.ts";
import { call } from "../db.ts";
import { changed } from "../snapshots.ts";
import type { BookTeamSlot } from "./schema.ts";

/** Books any of a team: who has the fewest bookings that week. Refuses as bookSlot, TAKEN when all of them are taken. */
export async function bookTeamSlot(key: string, wish: BookTeamSlot): Promise<Booked & { teacher: string }> {
	const { team, type, startsAt, name, email, timeZone, durationMinutes = null, answers = {} } = wish;
	const booked = await call<BookedAnswer & { teacher: string }>(
		"book_team_slot",
		key,
		team,
		type,
		startsAt,
		name,
		email,
		timeZone,
		durationMinutes,
		JSON.stringify(answers),
	);
	changed(booked.teacher);
	return { ...readBooked(booked), teacher: booked.teacher };
}
