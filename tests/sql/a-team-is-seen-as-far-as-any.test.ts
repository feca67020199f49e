import { beforeEach, expect, test } from "vitest";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeachers } from "../support/seed.ts";
import { call } from "../support/verbs.ts";

const { admin } = await ownDatabase();
await seedTeachers(admin, ["adams", "brown", "clark"]);
await admin.query(`
	insert into app.teams (school_id, handle, name, subject) select id, 'any', 'Any', 'Testing' from app.schools`);
beforeEach(() => admin.query("update app.appointment_types set horizon_days = 60, dates = null"));

const has = (teacher: string, what: string) =>
	admin.query(
		`update app.appointment_types set ${what} where teacher_id = (select id from app.teachers where handle = $1)`,
		[teacher],
	);
/** Fixed dates up to a day, as many from today. */
const datesUntil = (days: number) =>
	`dates = daterange((now() at time zone 'UTC')::date - 30, (now() at time zone 'UTC')::date + ${days} + 1)`;
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

type Type = { horizon_days: number; last_day: string | null };
async function seen(): Promise<Type | undefined> {
	const { types } = await call<{ types: Type[] }>(admin, "get_team", "any");
	return types[0] && { horizon_days: types[0].horizon_days, last_day: types[0].last_day };
}

test("as far as who can be booked furthest ahead, whoever is the first of them", async () => {
	expect(await seen()).toEqual({ horizon_days: 60, last_day: null });
	await has("adams", "horizon_days = 7");
	await has("brown", "horizon_days = 90");
	expect(await seen()).toEqual({ horizon_days: 90, last_day: null });
});

test("where the first one's dates are over, as far as the others' horizon; and to the end of dates that go further", async () => {
	await has("adams", datesUntil(-1));
	expect(await seen()).toEqual({ horizon_days: 60, last_day: null });
	await has("adams", datesUntil(100));
	expect(await seen()).toEqual({ horizon_days: 100, last_day: null });
});

test("where all have dates, up to the last of them, be it over or not", async () => {
	await admin.query(`update app.appointment_types set ${datesUntil(-1)}`);
	expect(await seen()).toEqual({ horizon_days: 1, last_day: day(-1) });
	await has("clark", datesUntil(20));
	expect(await seen()).toEqual({ horizon_days: 20, last_day: day(20) });
});

test("one that is hidden, or not offered any more, is none of them", async () => {
	await has("brown", "horizon_days = 90, is_hidden = true");
	await has("clark", "horizon_days = 80, retired_at = now()");
	expect(await seen()).toEqual({ horizon_days: 60, last_day: null });
	await has("brown", "is_hidden = false");
	await has("clark", "retired_at = null");
});
