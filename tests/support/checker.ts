import type pg from "pg";
import { watchedLaws } from "./watched.ts";

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
		select b.id from app.bookings b where not exists (select from app.requests r where r.booking_id = b.id)
			-- What was offered was asked for by who waits for it.
			and b.wait_id is null
			and not exists (select from app.bookings o join app.requests r on r.booking_id = o.id where o.series_id = b.series_id)`,
	"an answered request has no booking": `
		select r.key from app.requests r
		where r.booking_id is not null and not exists (select from app.bookings b where b.id = r.booking_id)`,
	"a booking lacks its mails": `
		select b.id from app.bookings b
		-- A series is confirmed by the mails of its first booking, and what its booker cancels with others told by those of one of them.
		left join app.mails m on m.booking_id = b.id or exists (
			select from app.bookings o where o.id = m.booking_id and o.series_id = b.series_id
				and (m.kind = 'confirmed' or o.cancelled_at = b.cancelled_at and not b.cancelled_by_teacher))
		where b.state in ('pending', 'confirmed', 'declined', 'cancelled') group by b.id
		-- Of a yes its teacher is told where it was the office's; of what was only asked for there is none.
		having count(m.id) filter (where m.kind = 'confirmed')
				not between case when b.decide_until is null then 2 else (b.confirmed_at is not null)::integer end
				and case when b.decide_until is null or b.confirmed_at is not null then 2 else 0 end
			or count(m.id) filter (where m.kind = 'requested') <> case when b.decide_until is null then 0 else 2 end
			or count(m.id) filter (where m.kind = case when b.has_lapsed then 'lapsed' else 'declined' end::app.mail_kind)
				<> (b.state = 'declined')::integer
			or count(m.id) filter (where m.kind in ('declined', 'lapsed')) > 1
			-- A teacher is not told of what they cancelled, nor who was erased by it of anything.
			or count(m.id) filter (where m.kind = 'cancelled')
				<> case when b.state = 'cancelled' then 2 - (b.cancelled_by_teacher or coalesce(b.erased_at = b.cancelled_at, false))::integer else 0 end`,
	"a booking was moved, and its booker not told each time, or its teacher not of what the booker did": `
		select b.id from app.bookings b
		left join app.mails m on m.booking_id = b.id and m.kind = 'moved'
		where b.name is not null group by b.id
		having count(m.id) filter (where m.recipient = 'booker') <> b.moves
			or count(m.id) filter (where m.recipient = 'teacher') not between (b.moves > 0 and not b.moved_by_teacher)::integer and b.moves`,
	"somebody who waits is offered nothing, or two seats, or what they were not to have": `
		select w.id from app.waits w left join app.bookings b on b.wait_id = w.id and b.state <> 'expired'
		group by w.id having count(b.id) <> case when w.state in ('offered', 'taken') then 1 else 0 end
			or w.state = 'offered' and bool_or(b.state <> 'held') or w.state = 'taken' and bool_or(b.state = 'held')
		union all
		select w.id from app.waits w join app.bookings b on b.wait_id = w.id where not lower(b.during) <@ w.wanted
			-- What was taken may have been moved since, and a whole appointment goes where its teacher's clock goes.
			and b.moves = 0 and not exists (select from app.bookings o where o.appointment_id = b.appointment_id and o.moved_by_teacher)`,
	"a rank is not the one that its seed gives": `
		select t.id from app.tickets t join app.opening_groups g on g.id = t.group_id where t.rank <> app.rank_of(g.seed, t.id)`,
	"a closed draw has other tickets than it was closed with": `
		select g.id from app.opening_groups g left join app.tickets t on t.group_id = g.id and t.rank is not null
		where g.drawn_at is not null group by g.id
		having g.drawn_count <> count(t.id)
			or g.tickets_hash <> sha256(convert_to(coalesce(string_agg(t.id::text, E'\\n' order by t.id::text collate "C"), ''), 'UTF8'))`,
	"a promise is not the hash of its seed":
		"select id from app.opening_groups where commitment <> sha256(seed)",
	"somebody was called or numbered before the draw": `
		select g.id from app.opening_groups g left join app.tickets t on t.group_id = g.id and (t.tail_no is not null or t.offered_at is not null)
		where g.drawn_at is null and (t.id is not null or g.served_below > 0 or g.tail_served > 0)`,
	"the numbers behind a draw have gaps, or another order than those who came": `
		select id from (
			select t.id, t.tail_no, row_number() over (partition by t.group_id order by t.joined_at, t.id) as due
			from app.tickets t where t.tail_no is not null
		) as numbered where tail_no <> due
		union all
		select g.id from app.opening_groups g
		where g.tail_count <> (select count(*) from app.tickets t where t.group_id = g.id and t.tail_no is not null)`,
	"somebody was called whose turn had not come": `
		select t.id from app.tickets t join app.opening_groups g on g.id = t.group_id
		where t.offered_at is not null and not coalesce(t.rank < g.served_below, t.tail_no <= g.tail_served, false)`,
	"who came after a draw was called before the turn of all who are in it": `
		select t.id from app.tickets t join app.opening_groups g on g.id = t.group_id where g.tail_served > 0 and t.rank >= g.served_below`,
	"a group was called before the turn of all who are ahead of it": `
		select t.id from app.tickets t join app.opening_groups g on g.id = t.group_id
		join app.opening_groups h on h.opening_id = g.opening_id and (g.opens_at, g.position) < (h.opens_at, h.position)
		where t.rank >= g.served_below and g.drawn_at < (select max(o.offered_at) from app.tickets o where o.group_id = h.id)`,
	"a ticket has more seats than it is good for": `
		select t.id from app.tickets t join app.openings o on o.id = t.opening_id join app.bookings b on b.ticket_id = t.id
		where b.state in ('pending', 'confirmed', 'completed', 'no_show') or b.state = 'held' and b.held_until > now()
		group by t.id, o.bookings_each having count(*) > o.bookings_each`,
	"a seat was taken in an opening before it opened, or by who was never let in": `
		select b.id from app.bookings b join app.tickets t on t.id = b.ticket_id join app.openings o on o.id = t.opening_id
		where b.created_at < o.opens_at or t.admitted_at is null`,
	"a seat was taken without a ticket in an opening that asks for one": `
		select b.id from app.bookings b join app.appointments a on a.id = b.appointment_id
		join app.appointment_types y on y.id = a.appointment_type_id join app.openings o on o.id = y.opening_id
		where o.by_ticket and b.ticket_id is null and b.created_at >= greatest(o.opens_at, o.created_at)`,
};

/** Every law that the database breaks, with how often: nothing, if all is well. */
export async function brokenLaws(admin: pg.Client): Promise<string[]> {
	const broken: string[] = [];
	for (const [law, query] of Object.entries(laws)) {
		const { rowCount } = await admin.query(query);
		if (rowCount) broken.push(`${law}: ${rowCount}`);
	}
	// The watch of a deployment looks at what was touched lately alone, and must find nothing where nothing is broken.
	const watched = await watchedLaws(admin);
	// Tests have holds run out by their own time alone.
	delete watched["a time is kept for longer than the last of its holds"];
	broken.push(...Object.entries(watched).map(([law, times]) => `the watch finds that ${law}: ${times}`));
	return broken;
}
