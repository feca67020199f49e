import { randomUUID } from "node:crypto";
import type pg from "pg";
import { seedOffice } from "./openings.ts";
import { slotStart } from "./seed.ts";
import { type Booked, book, call } from "./verbs.ts";

/** Which columns have a word in any of their rows, as `table.column`. */
export async function columnsWith(on: pg.Client, word: string): Promise<string[]> {
	const { rows: tables } = await on.query<{ schema: string; name: string }>(
		"select schemaname as schema, tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
	);
	const found: string[] = [];
	for (const { schema, name } of tables) {
		const { rows } = await on.query<{ key: string }>(
			`select distinct each.key from ${schema}.${name} t cross join lateral jsonb_each_text(to_jsonb(t)) as each
			where position($1 in lower(each.value)) > 0`,
			[word],
		);
		found.push(...rows.map(({ key }) => `${name}.${key}`));
	}
	return found.sort();
}

/** Moves bookings and their time into the past, so many hours from now, as nobody can book there. */
export async function passed(on: pg.Client, { booking_id }: Booked, hours: number): Promise<void> {
	await on.query(
		`with moved as (
			update app.bookings booking set during = tstzrange(now() - $2 * interval '1 hour', now() - ($2 - 0.5) * interval '1 hour')
			where id = $1 returning appointment_id, during
		)
		update app.appointments appointment
		set starts_at = lower(moved.during), ends_at = upper(moved.during), busy = moved.during
		from moved where appointment.id = moved.appointment_id`,
		[booking_id, hours],
	);
}

/** As if all that was to be mailed had gone out. */
export const mailed = (on: pg.Client) =>
	on.query("update app.mails set sent_at = now() where sent_at is null and failed_at is null");

export const eraseTeacher = (on: Parameters<typeof call>[0], user: string, handle: string) =>
	call<{ handle: string; openings: string[]; is_gone: boolean }>(on, "erase_teacher", user, handle);
export const eraseSchool = (on: Parameters<typeof call>[0], user: string, handle: string) =>
	call<{ left: number; teachers: string[]; teams: string[]; openings: string[] }>(
		on,
		"erase_school",
		user,
		handle,
	);

/** A school with its office and a teacher who has said everything that one can say, each time with `word` in it. */
export async function whoSaidAll(on: pg.Client, word: string) {
	const [teacher, school, user] = [`${word}-teacher`, `${word}-school`, randomUUID()];
	const office = await seedOffice(on, school, [teacher, `colleague-of-${school.length}-${randomUUID()}`]);
	await on.query("update app.schools set name = $2 where handle = $1", [school, `${word} School`]);
	const { rows } = await on.query<{ id: string }>(
		`update app.teachers set user_id = $2, name = $3 || ' Vexworth', about = $3, subjects = array[$3],
			holiday_region = null, worked_holidays = array[$3]
		where handle = $1 returning id`,
		[teacher, user, word],
	);
	const id = rows[0]?.id;
	const past = await book(on, {
		teacher,
		at: slotStart(0),
		email: `past-${word.length}-${randomUUID()}@b.example`,
	});
	// It was moved once, and answered with whose it is.
	const moved = await call<Booked>(
		on,
		"move_booking",
		randomUUID(),
		past.booking_id,
		past.link_version,
		slotStart(1),
	);
	await passed(on, moved, 48);
	await call(on, "cancel_as_teacher", user, randomUUID(), null, null, slotStart(0), slotStart(1), null);
	await call(on, "take_time_off", user, randomUUID(), slotStart(200), slotStart(202), null);
	const wish = {
		...{
			name: `${word} evening`,
			teacher,
			type: null,
			audience: "anyone",
			waiting_room: true,
			bookings_each: 1,
		},
		...{ joins_at: slotStart(100), closes_at: null, groups: [{ name: word, opens_at: slotStart(101) }] },
	};
	await call(on, "save_opening", office.staff, randomUUID(), 0, JSON.stringify(wish));
	await on.query(
		`update app.opening_paces set free_by_teacher = jsonb_build_object($1::text, 3)
		where opening_id = (select id from app.openings where name = $2)`,
		[teacher, wish.name],
	);
	await on.query(
		`insert into app.schedules (teacher_id, name) values ('${id}', '${word}');
		insert into app.overrides (schedule_id, day, minutes)
			select id, current_date, '{[60,120)}' from app.schedules where teacher_id = '${id}' and is_usual;
		update app.appointment_types set handle = '${word}', name = '${word}', description = '${word}', place = '${word}', place_kind = 'address',
			questions = '[{"id": "a", "kind": "text", "label": "${word}", "required": false, "choices": []}]',
			follow_up_minutes = 60, follow_up_text = '${word}' where teacher_id = '${id}';
		update app.appointment_types set schedule_id = (select id from app.schedules where name = '${word}' and teacher_id = '${id}')
			where teacher_id = '${id}';
		insert into app.busy_feeds (teacher_id, name, sealed_url, etag, modified, trouble, placed_zone)
			values ('${id}', '${word}', '${word}', '${word}', '${word}', '${word}', 'UTC');
		insert into app.busy_times (teacher_id, during, note) values ('${id}', tstzrange(now(), now() + interval '1 hour'), '${word}');
		insert into app.busy_times (teacher_id, feed_id, during)
			select teacher_id, id, tstzrange(now(), now() + interval '1 hour') from app.busy_feeds where teacher_id = '${id}';
		insert into app.hooks (teacher_id, sealed_url, sealed_secret, sealed_old_secret, secret_id, events)
			values ('${id}', '${word}', '${word}', '${word}', gen_random_uuid(), '{booking.confirmed}');
		insert into app.hook_deliveries (hook_id, booking_id, event, error)
			select id, '${past.booking_id}', 'booking.confirmed', '${word}' from app.hooks where teacher_id = '${id}';
		insert into app.tokens (user_id, name, scopes, hash, beginning)
			values ('${user}', '${word}', '{rules:read}', sha256('${word}'), '${word}');
		insert into app.shared_calendars (teacher_id, secret_hash) values ('${id}', sha256('${word}'));
		insert into app.teams (school_id, handle, name, subject)
			select school_id, '${word}-team', '${word}', null from app.teachers where id = '${id}';
		insert into app.team_members (team_id, teacher_id) select team.id, '${id}' from app.teams team where team.handle = '${word}-team';
		update app.mails set error = '550 ${word}', failed_at = now() where recipient = 'teacher' and booking_id = '${past.booking_id}'`,
	);
	await mailed(on);
	return { teacher, school, user, id, past, office };
}

/** What of those who have left somebody still counts on, and what was written down of them afterwards. */
export async function orphans(on: pg.Client): Promise<string[]> {
	const { rows } = await on.query<{ what: string }>(`
		select booking.state || ' with who has left' as what from app.bookings booking
		join app.appointments appointment on appointment.id = booking.appointment_id
		join app.teachers teacher on teacher.id = appointment.teacher_id and teacher.erased_at is not null
		where booking.state in ('held', 'pending', 'confirmed') and upper(booking.during) > now()
		union all select wait.state || ' for who has left' from app.waits wait
		join app.appointment_types type on type.id = wait.appointment_type_id
		join app.teachers teacher on teacher.id = type.teacher_id and teacher.erased_at is not null
		where wait.state in ('waiting', 'offered')
		union all select 'an absence' from app.busy_times busy join app.teachers teacher on teacher.id = busy.teacher_id and teacher.erased_at is not null
		union all select 'a calendar' from app.shared_calendars shared join app.teachers teacher on teacher.id = shared.teacher_id and teacher.erased_at is not null
		union all select 'a token' from app.tokens token where not exists (select from app.teachers teacher where teacher.user_id = token.user_id)
			and not exists (select from app.staff staff where staff.user_id = token.user_id)
		union all select 'a schedule of ' || schedule.name from app.schedules schedule
		join app.teachers teacher on teacher.id = schedule.teacher_id and teacher.erased_at is not null and schedule.name <> 'Hours'
		union all select 'an invitation' from app.invitations invitation join app.openings opening on opening.id = invitation.opening_id
		join app.schools school on school.id = opening.school_id and school.erased_at is not null and invitation.email not like 'erased %'
		union all select 'who did ' || event.kind from app.opening_events event join app.openings opening on opening.id = event.opening_id
		join app.schools school on school.id = opening.school_id and school.erased_at is not null and event.actor is not null
		union all select 'an opening called ' || opening.name from app.openings opening
		join app.schools school on school.id = opening.school_id
		left join app.appointment_types type on type.id = opening.appointment_type_id
		left join app.teachers teacher on teacher.id = coalesce(opening.teacher_id, type.teacher_id)
		where coalesce(teacher.erased_at, school.erased_at) is not null and opening.name <> 'Opening'
		union all select 'a running opening' from app.openings opening
		left join app.appointment_types type on type.id = opening.appointment_type_id
		join app.teachers teacher on teacher.id = coalesce(opening.teacher_id, type.teacher_id) and teacher.erased_at is not null
		where opening.ended_at is null and opening.closes_at is null
		union all select 'a team' from app.teams team join app.schools school on school.id = team.school_id and school.erased_at is not null`);
	return rows.map(({ what }) => what);
}
