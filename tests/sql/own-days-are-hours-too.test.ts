import { beforeEach, expect, test } from "vitest";
import { seedDesk } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { call } from "../support/verbs.ts";

const { admin } = await ownDatabase();
let teacher = "";
let user = "";
beforeEach(async () => {
	({ teacher, user } = await seedDesk(admin, { zone: "Pacific/Auckland", spans: [] }));
});

/** A day that many from the teacher's today, with these minutes of its own. */
const ownDay = (days: number, minutes: string) =>
	admin.query(
		`insert into app.overrides (schedule_id, day, minutes)
		select schedule.id, (now() at time zone teacher.time_zone)::date + $2::integer, $3
		from app.teachers teacher join app.schedules schedule on schedule.teacher_id = teacher.id
		where teacher.handle = $1`,
		[teacher, days, minutes],
	);

/** What the public page says of it, and the desk. */
async function hasHours(): Promise<boolean[]> {
	const answers = [call(admin, "get_teacher", teacher), call(admin, "open_desk", user)];
	return (await Promise.all(answers)).map((answer) => (answer as { has_hours: boolean }).has_hours);
}

test("who has hours on one day to come alone, as of a parents' evening, has hours, and so does who has them today", async () => {
	expect(await hasHours()).toEqual([false, false]);
	await ownDay(13, "{[1020,1200)}");
	expect(await hasHours()).toEqual([true, true]);
	await admin.query("delete from app.overrides");
	await ownDay(0, "{[1020,1200)}");
	expect(await hasHours()).toEqual([true, true]);
});

test("a day that is over, and a day off, are no hours; nor are another teacher's", async () => {
	await ownDay(-1, "{[1020,1200)}");
	await ownDay(5, "{}");
	const other = await seedDesk(admin);
	expect(await call(admin, "get_teacher", other.teacher)).toMatchObject({ has_hours: true });
	expect(await hasHours()).toEqual([false, false]);
});
