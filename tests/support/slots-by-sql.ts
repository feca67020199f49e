import type pg from "pg";
import type { Offer, Rules } from "./oracle.ts";

/** Gives every teacher in the database these hours, days, holidays and this zone. */
export async function set(admin: pg.Client, rules: Rules): Promise<void> {
	const { zone, spans, overrides, holidays, own } = rules;
	await admin.query(
		`with zones as (
			update app.teachers set time_zone = $1, holiday_region = 'XX', worked_holidays = $2 returning id
		)
		select count(app.replace_hours(schedule.id, $3)) from app.schedules schedule join zones on zones.id = schedule.teacher_id`,
		[zone, holidays.filter(({ isWorked }) => isWorked).map(({ name }) => name), JSON.stringify(spans)],
	);
	await admin.query("delete from app.overrides");
	await admin.query("delete from app.holidays");
	await admin.query("delete from app.busy_times");
	if (overrides.length)
		await admin.query(
			`insert into app.overrides (schedule_id, day, minutes)
			select schedule.id, wish.day, coalesce((
				select range_agg(int4range(span.starts_minute, span.ends_minute))
				from jsonb_to_recordset(wish.spans) as span (starts_minute integer, ends_minute integer)
			), '{}')
			from app.schedules schedule, jsonb_to_recordset($1) as wish (day date, spans jsonb)`,
			[JSON.stringify(overrides)],
		);
	if (holidays.length)
		await admin.query(
			"insert into app.holidays (region, day, name) select 'XX', day, name from jsonb_to_recordset($1) as wish (day date, name text)",
			[JSON.stringify(holidays)],
		);
	if (own.length)
		await admin.query(
			`insert into app.busy_times (teacher_id, during)
			select teacher.id, tstzrange(wish.from, wish.until)
			from app.teachers teacher, jsonb_to_recordset($1) as wish ("from" timestamptz, until timestamptz)`,
			[JSON.stringify(own.map(({ from, until }) => ({ from: instant(from), until: instant(until) })))],
		);
}

/** The type as the rules have it, as the record that the SQL functions take. */
const typeRow = ({ duration, step, seats, before, after, dayCap, weekCap }: Rules) => `(
	select jsonb_populate_record(type, '${JSON.stringify({
		duration_minutes: duration,
		step_minutes: step,
		seats,
		buffer_before_minutes: before,
		buffer_after_minutes: after,
		day_cap: dayCap,
		week_cap: weekCap,
	})}') from app.appointment_types type where handle = 'lesson')`;

export const instant = (ms: number) => new Date(ms).toISOString();

/** What SQL says it offers, for the type `lesson` with these rules, whatever is taken. */
export async function offeredBySql(
	admin: pg.Client,
	rules: Rules,
	from: number,
	until: number,
): Promise<Offer[]> {
	const { rows } = await admin.query(
		`select starts_at, ends_at from app.offered_starts(${typeRow(rules)}, $1, $2) order by 1`,
		[instant(from), instant(until)],
	);
	return rows.map((row) => ({
		start: row.starts_at.getTime(),
		end: row.ends_at.getTime(),
		seats: rules.seats,
	}));
}

/** What SQL says is free of it. */
export async function freeBySql(
	admin: pg.Client,
	rules: Rules,
	from: number,
	until: number,
): Promise<Offer[]> {
	const { rows } = await admin.query(
		`select * from app.free_slots(${typeRow(rules)}, $1, $2) order by starts_at`,
		[instant(from), instant(until)],
	);
	return rows.map((row) => ({
		start: row.starts_at.getTime(),
		end: row.ends_at.getTime(),
		seats: row.seats_left,
	}));
}

/** Those of some instants that SQL, asked of each alone, says are offered. */
export async function singlyOffered(admin: pg.Client, rules: Rules, candidates: number[]): Promise<number[]> {
	const { rows } = await admin.query(
		`select at from unnest($1::timestamptz[]) as at where app.is_offered(${typeRow(rules)}, at) order by 1`,
		[candidates.map(instant)],
	);
	return rows.map((row) => row.at.getTime());
}
