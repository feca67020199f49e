import { randomBytes } from "node:crypto";
import pg from "pg";
import { everyDay, type TypeWish, typeWish } from "../../support/import-wish.ts";
import { given, newKey, post } from "./ask.ts";

/** The superuser's own connections: to make data, and to look behind the answers. */
export const admin = new pg.Pool({
	connectionString: given("DATABASE_ADMIN_URL"),
	max: 2,
	allowExitOnIdle: true,
});

export type Fixture = { handle: string; teachers: { handle: string; email: string; name: string }[] };

/**
 * A school that no other file knows: teachers in UTC with hours on all days, whose types share their time. `lesson`
 * has one seat and no notice, `group` three seats, `once` one booking per booker, `notice` needs 30 days' notice,
 * `unopened` opens in a year, `locked` cannot be cancelled in its last 30 days. They are there day and night, unless
 * `hours` says between which.
 */
export async function newSchool(teachers = 1, hours = { from: 0, to: 24 }): Promise<Fixture> {
	const handle = `s-${randomBytes(5).toString("hex")}`;
	const made = Array.from({ length: teachers }, (_, i) => ({
		handle: `${handle}-${i + 1}`,
		name: `Teacher ${i + 1} of ${handle}`,
		email: `teacher${i + 1}@${handle}.example`,
	}));
	const type = (name: string, more: Partial<TypeWish> = {}) => typeWish({ handle: name, name, ...more });
	const types = [
		type("lesson"),
		type("group", { seats: 3, position: 1 }),
		type("once", { booker_cap: 1, position: 2 }),
		type("notice", { notice_minutes: 43_200, position: 3 }),
		type("unopened", { opens_at: new Date(Date.now() + 365 * 86_400_000).toISOString(), position: 4 }),
		type("locked", { cutoff_minutes: 43_200, position: 5 }),
	];
	await admin.query("select app.import_school($1)", [
		{
			handle,
			name: `School ${handle}`,
			teachers: made.map((teacher) => ({
				...teacher,
				time_zone: "UTC",
				subjects: ["Algebra"],
				about: "",
				spans: everyDay(hours.from * 60, hours.to * 60),
				types,
			})),
		},
	]);
	return { handle, teachers: made };
}

// One today for the whole file, also when it runs at midnight.
const began = Date.now();

/** The start that many days from today, at a time of day: `startIn(3, "10:30")`. */
export function startIn(days: number, time = "10:00"): string {
	return `${new Date(began + days * 86_400_000).toISOString().slice(0, 10)}T${time}:00Z`;
}

const family = `family-${randomBytes(4).toString("hex")}.example`;

/** Somebody whom no other file knows; the same name is the same person. */
export const booker = (name = "Ada Palmer") => ({
	name,
	email: `${name.toLowerCase().replace(/[^a-z0-9]+/g, ".")}@${family}`,
	timeZone: "Europe/Berlin",
});

/** Books in one step and gives the reference. */
export async function book(
	teacher: string,
	startsAt: string,
	who = booker(),
	type = "lesson",
): Promise<string> {
	const key = newKey();
	for (let tries = 1; ; tries++) {
		const said = await post("/api/bookings", { teacher, type, startsAt, ...who }, key);
		if (said.status === 201) return said.json.ref;
		// Other files ask the same app: it may be busy for a moment, and says so.
		if (said.error?.code !== "BUSY0" || tries === 20)
			throw new Error(`not booked: ${said.status} ${said.text}`);
		await new Promise((wake) => setTimeout(wake, 1_000));
	}
}

/** Rows of one query, as the superuser sees them. */
export async function rows<Row = Record<string, unknown>>(
	sql: string,
	values: unknown[] = [],
): Promise<Row[]> {
	return (await admin.query(sql, values)).rows as Row[];
}
