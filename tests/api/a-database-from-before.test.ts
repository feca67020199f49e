import { expect, test } from "vitest";
import { type BookingAnswer, readBooking } from "../../lib/bookings/read-booking.ts";
import { readTicketAnswer, type TicketAnswer } from "../../lib/openings/read-ticket.ts";
import { newKey, post } from "./support/ask.ts";
import { invite, newOpening } from "./support/opening.ts";
import { admin, newSchool, startIn } from "./support/school.ts";

// An instance may be ahead of its database (docs/upgrading.md): what that does not say yet must break no answer.

test("where a database from before says nothing of what a place holds, it holds nothing", async () => {
	const opening = await newOpening({ opensIn: -5 });
	await post("/api/tickets", { invitation: await invite(opening) });
	const answer = await described<TicketAnswer>(
		"select app.describe_ticket(ticket) as answer from app.tickets ticket where opening_id = $1",
		opening.id,
	);
	const { holds, ...before } = answer;
	expect(holds).toEqual([]);
	expect(readTicketAnswer(before)).toMatchObject({ opening: opening.id, holds: [] });
});

test("where a database from before does not say until when each date of a series can be cancelled, it is as long before it as this one", async () => {
	const { teachers } = await newSchool();
	await admin.query(
		`update app.appointment_types type set series_cap = 3 from app.teachers teacher
		where teacher.id = type.teacher_id and teacher.handle = $1 and type.handle = 'locked'`,
		[teachers[0]?.handle],
	);
	const starts = [40, 47, 54].map((days) => startIn(days));
	const email = `${newKey()}@booker.example`;
	const series = {
		teacher: teachers[0]?.handle,
		type: "locked",
		name: "Lou",
		email,
		timeZone: "UTC",
		starts,
	};
	const booked = await post("/api/series-bookings", series);
	expect(booked.status, booked.text).toBe(201);
	const answer = await described<BookingAnswer>(
		`select app.describe_booking(booking) as answer from app.bookings booking
		where booking.email = $1 order by booking.during limit 1`,
		email,
	);
	const before = { ...answer, series: answer.series?.map(({ cancel_until, ...date }) => date) ?? null };
	const { series: dates } = readBooking(before);
	expect(dates?.map(({ cancelUntil }) => cancelUntil)).toEqual([10, 17, 24].map((days) => startIn(days)));
	expect(dates).toEqual(readBooking(answer).series);
});

/** What the database of today says of one row. */
async function described<Answer>(query: string, of: string): Promise<Answer> {
	const { rows } = await admin.query<{ answer: Answer }>(query, [of]);
	if (!rows[0]) throw new Error(`There is none of ${of}.`);
	return rows[0].answer;
}
