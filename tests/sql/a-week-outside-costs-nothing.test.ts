import { beforeAll, expect, test } from "vitest";
import { everyDay } from "../support/import-wish.ts";
import { ownDatabase } from "../support/own-database.ts";
import { pagesOf, plansOf, tellPlans } from "../support/plans.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { call } from "../support/verbs.ts";

const { admin } = await ownDatabase();

beforeAll(async () => {
	await seedTeacher(admin, "ada", { spans: everyDay(480, 1080) });
	// Capped, so that the days are counted, too; and five thousand lessons of the last years.
	await admin.query("update app.appointment_types set day_cap = 14, week_cap = 60, waitlist = true");
	await admin.query(
		`insert into app.appointments (teacher_id, appointment_type_id, starts_at, ends_at, busy, seats)
		select type.teacher_id, type.id, at, at + interval '30 minutes', tstzrange(at, at + interval '30 minutes'), 1
		from app.appointment_types type
		cross join generate_series(1, 5000) as n
		cross join lateral (select $1::timestamptz - n * interval '5 hours' as at) as slot`,
		[slotStart(0)],
	);
	await admin.query("vacuum analyze app.appointments");
	await tellPlans(admin);
});

const week = (n: number) => [slotStart(n), slotStart(n + 7 * 48)];
const list = ([from, until]: string[]) =>
	call<{ slots: unknown[] }>(admin, "list_slots", "ada", "lesson", from, until);

/** How many pages it looks at, whatever it asks within. */
async function pagesRead(verb: string, values: unknown[]): Promise<number> {
	const text = `select api.${verb}(${values.map((_, i) => `$${i + 1}`).join(", ")})`;
	// The first of a connection reads the catalogue, too.
	await plansOf(admin, text, values);
	return Math.max(...(await plansOf(admin, text, values)).map(pagesOf));
}

const outside: [string, number][] = [
	["that is over", -400 * 48],
	["beyond the horizon", 200 * 48],
];

test.each(outside)("a list of a week %s reads nothing of what the teacher ever had", async (_what, n) => {
	expect((await list(week(n))).slots).toEqual([]);
	expect(await pagesRead("list_slots", ["ada", "lesson", ...week(n)])).toBeLessThan(150);
	expect(await pagesRead("list_full", ["ada", "lesson", ...week(n)])).toBeLessThan(150);
});

test("nor does a list of a type whose dates are over or still to come, nor a look for what is nearest to them", async () => {
	const dates = (from: number, until: number) =>
		admin.query(
			"update app.appointment_types set dates = daterange((now() at time zone 'UTC')::date + $1::integer, (now() at time zone 'UTC')::date + $2::integer)",
			[from, until],
		);
	await dates(-40, -10);
	expect((await list(week(0))).slots).toEqual([]);
	expect(await pagesRead("list_slots", ["ada", "lesson", ...week(0)])).toBeLessThan(150);
	expect(await call(admin, "nearest_slots", "ada", "lesson", slotStart(20), 6)).toEqual([]);
	expect(await pagesRead("nearest_slots", ["ada", "lesson", slotStart(20), 6])).toBeLessThan(150);
	await dates(90, 120);
	expect(await pagesRead("list_slots", ["ada", "lesson", ...week(0)])).toBeLessThan(150);
	// The control: on its dates there is something, and it is read.
	expect((await list(week(95 * 48))).slots.length).toBeGreaterThan(50);
	await admin.query("update app.appointment_types set dates = null");
});
