import type pg from "pg";
import type { Rules } from "./oracle.ts";
import { dayFromToday } from "./refusals-oracle.ts";
import type { Teaching } from "./scene.ts";
import { seedTeachers } from "./seed.ts";
import { instant } from "./slots-by-sql.ts";

const handles = ["ada", "bob", "cy"];

/** Teachers with two schedules and a calendar from elsewhere each, who are a team. */
export async function seedScene(admin: pg.Client): Promise<void> {
	await seedTeachers(admin, handles);
	await admin.query(`
		insert into app.schedules (teacher_id, name) select id, 'Another' from app.teachers;
		insert into app.busy_feeds (teacher_id, name, sealed_url) select id, 'Elsewhere', 'sealed' from app.teachers;
		insert into app.teams (school_id, handle, name, subject) select id, 'any', 'Any', 'Testing' from app.schools`);
}

/** Sets the stage, in a transaction that nothing is left of; gives when it is by the database's clock. */
export async function setScene(admin: pg.Client, teachings: Teaching[]): Promise<number> {
	for (const handle of handles) {
		const one = teachings.find((each) => each.handle === handle);
		// Who is not in it is in no team either.
		if (one) await setTeaching(admin, one);
		else await admin.query("update app.teachers set subjects = '{}' where handle = $1", [handle]);
	}
	const { rows } = await admin.query("select extract(epoch from now())::float8 * 1000 as now");
	return rows[0].now;
}

async function setTeaching(admin: pg.Client, one: Teaching): Promise<void> {
	const { handle, rules, usual, durations, dates } = one;
	const { zone, holidays, own } = rules;
	// A region of one's own, so that nobody has another's holidays.
	const region = `XX-${handle.toUpperCase()}`;
	await admin.query(
		"update app.teachers set time_zone = $2, holiday_region = $3, worked_holidays = $4 where handle = $1",
		[handle, zone, region, holidays.filter(({ isWorked }) => isWorked).map(({ name }) => name)],
	);
	await setHours(admin, handle, true, usual ?? rules);
	await setHours(admin, handle, false, usual ? rules : { spans: [], overrides: [] });
	await admin.query(
		`with days as (
			insert into app.holidays (region, day, name) select $2, day, name from jsonb_to_recordset($3) as wish (day date, name text)
		)
		insert into app.busy_times (teacher_id, feed_id, during)
		select teacher.id, case when wish.is_fed then feed.id end, tstzrange(wish.from, wish.until)
		from app.teachers teacher
		join app.busy_feeds feed on feed.teacher_id = teacher.id
		cross join jsonb_to_recordset($4) as wish ("from" timestamptz, until timestamptz, is_fed boolean)
		where teacher.handle = $1`,
		[
			...[handle, region, JSON.stringify(holidays)],
			JSON.stringify(
				own.map(({ from, until, isFed }) => ({ from: instant(from), until: instant(until), is_fed: isFed })),
			),
		],
	);
	await admin.query(
		`update app.appointment_types type set duration_minutes = $2, other_durations = array[$3::integer], step_minutes = $4, seats = $5,
			buffer_before_minutes = $6, buffer_after_minutes = $7, notice_minutes = $8, horizon_days = $9, dates = $10, day_cap = $11,
			week_cap = $12, booker_cap = $13, series_cap = $14, needs_approval = $15, questions = $16, no_show_limit = $18,
			schedule_id = (select id from app.schedules schedule where schedule.teacher_id = type.teacher_id and schedule.is_usual = $17)
		where teacher_id = (select id from app.teachers where handle = $1)`,
		[
			...[handle, ...durations, rules.step, rules.seats, rules.before, rules.after, one.notice, one.horizon],
			dates && `[${dayFromToday(dates[0])},${dayFromToday(dates[0] + dates[1])})`,
			...[rules.dayCap, rules.weekCap, one.bookerCap, one.seriesCap, one.needsApproval],
			...[JSON.stringify(one.questions), usual === null, one.missedCap],
		],
	);
	await setMissed(admin, one);
}

/** Long enough ago to be in no week that anything is tried in. */
async function setMissed(admin: pg.Client, { handle, missed }: Teaching): Promise<void> {
	await admin.query(
		`with wish as (
			select gen_random_uuid() as id, who.email, now() - make_interval(days => 30 + who.nth::integer) as at
			from unnest($2::text[]) with ordinality as who (email, nth)
		), appointment as (
			insert into app.appointments (id, teacher_id, appointment_type_id, starts_at, ends_at, busy, seats, seats_taken)
			select wish.id, type.teacher_id, type.id, wish.at, wish.at + interval '5 minutes',
				tstzrange(wish.at, wish.at + interval '5 minutes'), 1, 1
			from wish, app.appointment_types type join app.teachers teacher on teacher.id = type.teacher_id and teacher.handle = $1
		)
		insert into app.bookings (appointment_id, state, during, name, email, time_zone, confirmed_at)
		select wish.id, 'no_show', tstzrange(wish.at, wish.at + interval '5 minutes'), $1, wish.email, 'UTC', wish.at from wish`,
		[handle, missed],
	);
}

async function setHours(
	admin: pg.Client,
	handle: string,
	isUsual: boolean,
	{ spans, overrides }: Pick<Rules, "spans" | "overrides">,
): Promise<void> {
	await admin.query(
		`with schedule as (
			select id, app.replace_hours(id, $3) from app.schedules
			where teacher_id = (select id from app.teachers where handle = $1) and is_usual = $2
		)
		insert into app.overrides (schedule_id, day, minutes)
		select schedule.id, wish.day, coalesce((
			select range_agg(int4range(span.starts_minute, span.ends_minute))
			from jsonb_to_recordset(wish.spans) as span (starts_minute integer, ends_minute integer)
		), '{}')
		from schedule, jsonb_to_recordset($4) as wish (day date, spans jsonb)`,
		[handle, isUsual, JSON.stringify(spans), JSON.stringify(overrides)],
	);
}
