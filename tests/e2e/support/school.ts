import { randomUUID } from "node:crypto";
import pg from "pg";
import { everyDay, typeWish } from "../../support/import-wish.ts";

/** A teacher for one test alone, with every hour of the week open, so that no test depends on when it runs. */
export type TestTeacher = { handle: string; name: string; email: string; url: string };

type Wishes = {
	seats?: number;
	minutes?: number;
	zone?: string;
	types?: number;
	/** From when to when every day, in minutes after midnight. */
	hours?: [from: number, until: number];
	cutoff?: number;
	opensAt?: Date;
};

export async function newTeacher({
	seats = 1,
	minutes = 60,
	zone = "Europe/London",
	types = 1,
	hours = [480, 1080],
	cutoff = 60,
	opensAt,
}: Wishes = {}) {
	const handle = `test-${randomUUID().slice(0, 8)}`;
	const teacher: TestTeacher = {
		handle,
		name: `Testing ${handle.slice(5)}`,
		email: `${handle}@school.example`,
		url: `/t/${handle}`,
	};
	const type = (position: number) =>
		typeWish({
			handle: position ? `lesson-${position}` : "lesson",
			name: position ? `Lesson ${position}` : "Lesson",
			duration_minutes: minutes,
			seats,
			notice_minutes: 120,
			cutoff_minutes: cutoff,
			opens_at: opensAt?.toISOString(),
			position,
		});
	await sql("select app.import_school($1)", [
		JSON.stringify({
			handle: "test-school",
			name: "Testing School",
			teachers: [
				{
					...teacher,
					time_zone: zone,
					subjects: ["Testing"],
					about: "Here for the tests.",
					spans: everyDay(...hours),
					types: Array.from({ length: types }, (_, position) => type(position)),
				},
			],
		}),
	]);
	return teacher;
}

/** Asks the database as its owner: for what no person could do in a browser. */
export async function sql<Row = Record<string, unknown>>(
	text: string,
	values: unknown[] = [],
): Promise<Row[]> {
	const client = new pg.Client(process.env.DATABASE_ADMIN_URL);
	await client.connect();
	try {
		return (await client.query(text, values)).rows as Row[];
	} finally {
		await client.end();
	}
}
