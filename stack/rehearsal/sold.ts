import type pg from "pg";
import type { Call } from "./call.ts";

/** How many bookings an opening came to, and how many of its times their teachers took back before anybody had them. */
export async function soldIn(
	database: pg.Client,
	opening: { id: string; teachers: string[] },
	calls: Call[],
): Promise<{ bookings: number; takenBack: number }> {
	const { rows } = await database.query<{ teacher: string; start: Date }>(
		`select teacher.handle as teacher, appointment.starts_at as start
		from app.bookings booking
		join app.tickets ticket on ticket.id = booking.ticket_id
		join app.appointments appointment on appointment.id = booking.appointment_id
		join app.teachers teacher on teacher.id = appointment.teacher_id
		where ticket.opening_id = $1 and booking.state = 'confirmed'`,
		[opening.id],
	);
	const sold = new Set(rows.map(({ teacher, start }) => `${teacher} ${start.toISOString()}`));
	let takenBack = 0;
	for (const teacher of opening.teachers) {
		const last = calls.findLast(
			({ verb, slot, status }) => verb === "edit" && slot === teacher && status === 200,
		);
		for (const [start, isOffered] of Object.entries(last?.offers ?? {}))
			if (!isOffered && !sold.has(`${teacher} ${start}`)) takenBack++;
	}
	return { bookings: rows.length, takenBack };
}
