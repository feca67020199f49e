import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { seedOffice } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { call, codeOf } from "../support/verbs.ts";

const { admin } = await ownDatabase();
const teacher = `ada-${randomUUID().slice(0, 8)}`;
const { staff, school } = await seedOffice(admin, `${teacher}-school`, [teacher]);
const user = randomUUID();
await admin.query("update app.teachers set user_id = $1 where handle = $2", [user, teacher]);

const [{ id: _id, version: _version, ...type } = { id: "", version: 0 }] = await call<
	{ id: string; version: number }[]
>(admin, "list_types", user);
const hours = { name: "Evenings", spans: [], own_days: [] };
/** Each kind that a teacher or a school has a most of: how all but the last of it are there, and how one more is saved. */
const kinds = {
	schedules: {
		fill: `insert into app.schedules (teacher_id, name)
			select id, 'Schedule ' || n from app.teachers, generate_series(1, 18) as n where handle = $1`,
		save: (id: string) => call(admin, "save_schedule", user, id, 0, JSON.stringify(hours)),
	},
	absences: {
		fill: `insert into app.busy_times (teacher_id, during)
			select id, tstzrange(now() + n * interval '1 day', now() + n * interval '25 hours')
			from app.teachers, generate_series(1, 199) as n where handle = $1`,
		save: (id: string) => call(admin, "save_absence", user, id, 0, slotStart(0), slotStart(1), "Away"),
	},
	types: {
		fill: `insert into app.appointment_types (teacher_id, schedule_id, handle, name, duration_minutes, step_minutes)
			select type.teacher_id, type.schedule_id, 'type-' || n, 'Type', 30, 30
			from app.appointment_types type join app.teachers teacher on teacher.id = type.teacher_id, generate_series(1, 98) as n
			where teacher.handle = $1`,
		save: (id: string) =>
			call(admin, "save_type", user, id, 0, JSON.stringify({ ...type, handle: `exam-${id}` })),
	},
	teams: {
		fill: `insert into app.teams (school_id, handle, name)
			select school_id, handle || '-team-' || n, 'Team' from app.teachers, generate_series(1, 199) as n where handle = $1`,
		save: (id: string) =>
			call(
				admin,
				"save_team",
				...[
					staff,
					id,
					0,
					JSON.stringify({
						handle: `${school}-${id.slice(0, 8)}`,
						name: "Any",
						subject: "Testing",
						teachers: [],
					}),
				],
			),
	},
};

describe.each(Object.entries(kinds))("of %s", (_kind, { fill, save }) => {
	test("the last is saved, and again by who never got the answer; one more is LIMIT", async () => {
		await admin.query(fill, [teacher]);
		const last = randomUUID();
		const said = await save(last);
		expect(await save(last)).toEqual(said);
		expect(await codeOf(save(randomUUID()))).toBe("LIMIT");
		expect(await save(last)).toEqual(said);
	});
});
