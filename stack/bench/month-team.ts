import type pg from "pg";
import { asAdmin } from "../as-admin.ts";
import { median } from "../quantile.ts";
import { withClients } from "./clients.ts";
import type { Line } from "./line.ts";
import { shown } from "./rounds.ts";
import { halfHour, handles, officeHours, seedTeachers } from "./school.ts";

const team = handles("member", 20);
const week = "select api.list_slots('member-1', 'lesson', $1, $1::timestamptz + interval '7 days')";
const month = "select api.list_team_slots('any', 'lesson', $1, $1::timestamptz + interval '30 days')";

/** A month of any of twenty teachers beside a week of one, by the database's own clock, with all rules on. */
export const monthTeamVsWeek: Line = {
	name: "month_team_vs_week",
	a: "ms, a month of 20",
	b: "ms, a week of one",
	unit: "ratio",
	// Twenty times 4.3 weeks are 86.
	aim: { most: 60 },
	async measure(stage) {
		// Two hundred of each, all over the month, and as many in the past as anybody likes.
		await seedTeachers(
			stage,
			team,
			Array.from({ length: 200 }, (_, n) => 7 * n),
			officeHours,
		);
		await asAdmin(stage.stack.adminUrl, addRules);
		return withClients(stage.stack.env.DATABASE_URL, 1, async ([client]) => {
			const [months, weeks]: [number[], number[]] = [[], []];
			while (weeks.length < 15) {
				stage.asked.throwIfAborted();
				weeks.push(await took(client as pg.Client, week));
				months.push(await took(client as pg.Client, month));
			}
			stage.say(`  weeks: ${weeks.map(shown).join(" ")}\n  months: ${months.map(shown).join(" ")}`);
			return {
				value: Math.min(...months) / Math.min(...weeks),
				a: median(months),
				b: median(weeks),
			};
		});
	},
};

async function took(client: pg.Client, question: string): Promise<number> {
	const { rows } = await client.query(`explain (analyze, format json) ${question}`, [halfHour(48)]);
	return rows[0]["QUERY PLAN"][0]["Execution Time"];
}

/** Buffers, caps, days of their own, holidays, absences; and the team. */
async function addRules(admin: pg.Client): Promise<void> {
	await admin.query(`
		update app.appointment_types set day_cap = 14, week_cap = 60, buffer_after_minutes = 5;
		update app.teachers set holiday_region = 'DE-BY';
		insert into app.holidays (region, day, name)
		select 'DE-BY', current_date + 9 * n, 'Holiday ' || n from generate_series(1, 40) as n on conflict do nothing;
		insert into app.overrides (schedule_id, day, minutes)
		select id, current_date + 5 * n, '{[600,960)}' from app.schedules, generate_series(1, 20) as n;
		insert into app.busy_times (teacher_id, during)
		select id, tstzrange(at, at + interval '1 hour')
		from app.teachers, generate_series(now(), now() + interval '90 days', interval '31 hours') as at;
		insert into app.teams (school_id, handle, name, subject)
		select school_id, 'any', 'Any of us', subjects[1] from app.teachers limit 1;
		analyze`);
}
