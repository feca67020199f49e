import { expect, test } from "vitest";
import { everyDay } from "../support/import-wish.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeachers, slotStart } from "../support/seed.ts";

const { admin } = await ownDatabase();
const handles = Array.from({ length: 16 }, (_, n) => `member-${n}`);
await seedTeachers(admin, handles, {
	spans: everyDay(480, 1080),
	types: [{ horizon_days: 60, buffer_after_minutes: 5 }],
});
await admin.query(`
	update app.appointment_types set day_cap = 14, week_cap = 60;
	insert into app.teams (school_id, handle, name)
	select id, team.handle, team.handle from app.schools, unnest('{all,half}'::text[]) as team (handle)`);
for (const [team, members] of [
	["all", handles],
	["half", handles.slice(0, 8)],
] as const)
	await admin.query(
		`insert into app.team_members (team_id, teacher_id)
		select team.id, teacher.id from app.teams team, app.teachers teacher where team.handle = $1 and teacher.handle = any ($2)`,
		[team, members],
	);

/** Each teacher is taken for half an hour at every so many half hours from some one on. */
async function taken(first: number, count: number, every: number): Promise<void> {
	await admin.query(
		`insert into app.appointments (teacher_id, appointment_type_id, starts_at, ends_at, busy, seats)
		select type.teacher_id, type.id, at, at + interval '30 minutes', tstzrange(at, at + interval '30 minutes'), 1
		from app.appointment_types type
		cross join generate_series(0, $2::integer - 1) as n
		cross join lateral (select $1::timestamptz + n * $3 * interval '30 minutes' as at) as slot`,
		[slotStart(first), count, every],
	);
	await admin.query("vacuum analyze app.appointments");
}

/** How many pages of the database a list of a month looks at. */
async function pagesRead(team: string): Promise<number> {
	const list = `explain (analyze, buffers, format json)
		select api.list_team_slots('${team}', 'lesson', '${slotStart(0)}', '${slotStart(30 * 48)}')`;
	// The first of a connection reads the catalogue, too.
	await admin.query(list);
	const { rows } = await admin.query(list);
	const { Plan: plan } = rows[0]["QUERY PLAN"][0];
	return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"];
}

test("a month of a team costs by how many teachers it has, and not by how much they had before", async () => {
	await taken(0, 200, 7);
	const [all, half] = [await pagesRead("all"), await pagesRead("half")];
	expect(all / half).toBeGreaterThan(1.6);
	expect(all / half).toBeLessThan(2.4);
	// Two and a half thousand lessons each, of four years.
	await taken(-30 * 2_500, 2_500, 29);
	const later = await pagesRead("all");
	console.info(`pages: ${half} for 8, ${all} for 16, ${later} after four years of them`);
	expect(later / all).toBeLessThan(1.5);
}, 300_000);
