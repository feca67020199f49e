import { readRef, signDecision } from "../../../lib/bookings/ref.ts";
import { admin, book, booker } from "./school.ts";

/** What is asked of a teacher: the booker's own link, its id, and the link to decide that is in the teacher's mail. */
export type Asked = { ref: string; id: string; decision: string };

/** Somebody asks for a time, of a type `asked` that the teacher has for it: half an hour, and never cancelled once booked. */
export async function request(teacher: string, startsAt: string, who = booker(startsAt)): Promise<Asked> {
	await admin.query(
		`insert into app.appointment_types
			(teacher_id, schedule_id, handle, name, duration_minutes, step_minutes, notice_minutes, cutoff_minutes, position, needs_approval)
		select teacher.id, schedule.id, 'asked', 'asked', 30, 30, 0, 43200, 9, true
		from app.teachers teacher join app.schedules schedule on schedule.teacher_id = teacher.id and schedule.is_usual
		where teacher.handle = $1 on conflict do nothing`,
		[teacher],
	);
	const ref = await book(teacher, startsAt, who, "asked");
	const { bookingId, linkVersion } = readRef(ref);
	return { ref, id: bookingId, decision: signDecision({ bookingId, linkVersion }) };
}

/** How it stands. */
export async function stateOf(id: string): Promise<string | undefined> {
	const { rows } = await admin.query("select state from app.bookings where id = $1", [id]);
	return rows[0]?.state;
}
