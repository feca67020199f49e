import { createHmac } from "node:crypto";
import type pg from "pg";
import type { Teacher as Imported, School } from "../import/school.ts";

type Database = pg.Client | pg.Pool;

/** What every teacher offers. */
export const talk: Imported["types"][number] = {
	...{ handle: "talk", name: "Talk", description: "", seats: 1, duration_minutes: 15, step_minutes: 15 },
	...{ buffer_before_minutes: 0, buffer_after_minutes: 0, notice_minutes: 0, horizon_days: 7, position: 0 },
	...{
		cutoff_minutes: 60,
		hold_minutes: 5,
		booker_cap: undefined,
		decide_hours: undefined,
		opens_at: undefined,
	},
};

/** `starts` in ISO 8601. */
export type Teacher = { handle: string; email: string; starts: string[] };

type Wish = {
	handle: string;
	name: string;
	day: Date;
	/** With how many quarters of an hour each, from midnight on: a day has room for 96. */
	teachers: { handle: string; starts: number }[];
};

/** A school whose teachers are there on one day, and the Auth user of somebody who looks after it. `database` is the superuser's. */
export function makeSchool(database: Database, { handle, name, day, teachers }: Wish): Promise<string> {
	return importSchool(database, {
		...{ handle, name },
		teachers: teachers.map((teacher, i) => ({
			...{ handle: teacher.handle, name: `Teacher ${i + 1}`, email: emailOf(handle, teacher.handle) },
			...{ time_zone: "UTC", subjects: [], about: "", types: [talk] },
			spans: spansOf(day, teacher.starts),
		})),
	});
}

/** The same of any teachers. */
export async function importSchool(database: Database, school: School): Promise<string> {
	const office = `office@${school.handle}.example`;
	await database.query("select app.import_school($1)", [{ ...school, staff: [office] }]);
	const { rows } = await database.query<{ id: string }>(
		"update app.staff set user_id = gen_random_uuid() where email = $1 returning user_id as id",
		[office],
	);
	return rows[0]?.id ?? "";
}

/** So many quarters of an hour, from midnight, so that a day has room for 96. */
export const spansOf = (day: Date, starts: number): Imported["spans"] => [
	{ weekday: day.getUTCDay() || 7, starts_minute: 0, ends_minute: starts * 15 },
];

export const emailOf = (school: string, teacher: string) => `${teacher}@${school}.example`;

/** A teacher's starts of that day, as instants are spelled. */
export function startsOf(day: Date, count: number): string[] {
	const midnight = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate());
	return Array.from({ length: count }, (_, i) => new Date(midnight + i * 15 * 60_000).toISOString());
}

/**
 * An opening with a waiting room of the whole school or of one teacher, and the references of so many links to it, given
 * as if they had come by mail.
 */
export async function makeOpening(
	database: Database,
	wish: {
		staff: string;
		name: string;
		teacher: string | null;
		opensAt: number;
		families: number;
		linkSecret: string;
		/** A second group: from which family on, from 0, and when it may come in. */
		later?: { from: number; opensAt: number };
	},
): Promise<{ id: string; invitations: string[] }> {
	const { staff, name, teacher, families, later } = wish;
	const ask = async (question: string, values: unknown[]) =>
		(await database.query<{ id: string }>(question, values)).rows.map(({ id }) => id);
	const [id = ""] = await ask("select api.save_opening($1, gen_random_uuid(), 0, $2) ->> 'id' as id", [
		staff,
		{
			...{ name, teacher, type: null, audience: "invited", waiting_room: true, bookings_each: 1 },
			...{ joins_at: new Date().toISOString(), closes_at: null },
			groups: later
				? [group("The first", wish.opensAt), group("Everybody else", later.opensAt)]
				: [group("Everybody", wish.opensAt)],
		},
	]);
	// As by a list that staff uploaded, but without its thousands of mails.
	const invited = await ask(
		`insert into app.invitations (opening_id, group_id, email)
		select $1, (select each.id from app.opening_groups each where each.opening_id = $1 and each.position = (n > $3)::integer),
			n || '@families-' || $1 || '.example'
		from generate_series(1, $2::integer) as n returning id`,
		[id, families, later?.from ?? families],
	);
	return { id, invitations: invited.map((each) => linkOf(each, wish.linkSecret)) };
}

const group = (name: string, opensAt: number) => ({ name, opens_at: new Date(opensAt).toISOString() });

/** A personal link's reference, as the app signs it: id and version, and 16 bytes of HMAC. */
function linkOf(invitation: string, secret: string): string {
	const bytes = Buffer.concat([Buffer.from(invitation.replaceAll("-", ""), "hex"), Buffer.from([1])]);
	const tag = createHmac("sha256", secret).update("invitation\n").update(bytes).digest().subarray(0, 16);
	return Buffer.concat([bytes, tag]).toString("base64url");
}
