import type pg from "pg";

/** What may never be in the database, each as a query that gives the rows that break it. */
const laws: Record<string, string> = {
	"a teacher has two overlapping appointments": `
		select a.id from app.appointments a join app.appointments b
			on a.teacher_id = b.teacher_id and a.id < b.id and a.busy && b.busy
		where a.cancelled_at is null and b.cancelled_at is null`,
	"an appointment counts other seats than its bookings have": `
		select a.id from app.appointments a
		left join app.bookings b on b.appointment_id = a.id
			and b.state in ('held', 'pending', 'confirmed', 'completed', 'no_show')
		group by a.id having a.seats_taken <> count(b.id) or count(b.id) > a.seats`,
	"an appointment without bookings takes time": `
		select id from app.appointments where seats_taken = 0 and cancelled_at is null`,
	"a student is in two places": `
		select x.id from app.bookings x join app.bookings y
			on x.student = y.student and x.id < y.id and x.during && y.during
		where x.state in ('pending', 'confirmed') and y.state in ('pending', 'confirmed')`,
	"an appointment with a confirmed booking runs out, or one with holds alone does not": `
		select a.id from app.appointments a join app.bookings b on b.appointment_id = a.id
			and b.state in ('held', 'pending', 'confirmed', 'completed', 'no_show')
		where a.cancelled_at is null group by a.id
		having (a.held_until is null) <> bool_or(b.state <> 'held')
			or a.held_until < max(b.held_until) filter (where b.state = 'held')`,
	"a booking stands at another time than its appointment": `
		select b.id from app.bookings b join app.appointments a on a.id = b.appointment_id
		where b.during <> tstzrange(a.starts_at, a.ends_at)`,
	"an active booking has an appointment that is cancelled": `
		select b.id from app.bookings b join app.appointments a on a.id = b.appointment_id
		where b.state in ('held', 'pending', 'confirmed') and a.cancelled_at is not null`,
	"a booking has no request that asked for it": `
		select b.id from app.bookings b where not exists (select from app.requests r where r.booking_id = b.id)`,
	"an answered request has no booking": `
		select r.key from app.requests r where not exists (select from app.bookings b where b.id = r.booking_id)`,
	"a booking lacks its mails": `
		select b.id from app.bookings b
		left join app.mails m on m.booking_id = b.id
		where b.state in ('confirmed', 'cancelled') group by b.id
		having count(m.id) filter (where m.kind = 'confirmed') <> 2
			or count(m.id) filter (where m.kind = 'cancelled') <> case b.state when 'cancelled' then 2 else 0 end`,
};

/** Every law that the database breaks, with how often: nothing, if all is well. */
export async function brokenLaws(admin: pg.Client): Promise<string[]> {
	const broken: string[] = [];
	for (const [law, query] of Object.entries(laws)) {
		const { rowCount } = await admin.query(query);
		if (rowCount) broken.push(`${law}: ${rowCount}`);
	}
	return broken;
}
