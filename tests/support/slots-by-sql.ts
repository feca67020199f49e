import type pg from "pg";
import type { Offer, Rules } from "./oracle.ts";

/** Gives every teacher in the database these hours and this zone. */
export async function set(admin: pg.Client, { zone, spans }: Rules): Promise<void> {
	await admin.query("update app.teachers set time_zone = $1", [zone]);
	await admin.query("select app.replace_hours(id, $1) from app.teachers", [JSON.stringify(spans)]);
}

/** The type as the rules have it, as the record that the SQL functions take. */
const typeRow = ({ duration, step, seats, before, after }: Rules) => `(
	select jsonb_populate_record(type, '${JSON.stringify({
		duration_minutes: duration,
		step_minutes: step,
		seats,
		buffer_before_minutes: before,
		buffer_after_minutes: after,
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
