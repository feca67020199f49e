import { randomUUID } from "node:crypto";
import { admin, rows } from "./school.ts";

/** A teacher's usual schedule. */
export async function usualSchedule(teacher: string): Promise<{ id: string; version: number }> {
	const [row] = await rows<{ id: string; version: number }>(
		`select schedule.id, schedule.version from app.schedules schedule
		join app.teachers teacher on teacher.id = schedule.teacher_id where teacher.handle = $1 and is_usual`,
		[teacher],
	);
	if (!row) throw new Error(`${teacher} has no schedule.`);
	return row;
}

/** A teacher's usual hours, as their desk sends them. */
export async function hoursBody(teacher: string, version: number, spans: object[]) {
	const { id } = await usualSchedule(teacher);
	return { schedule: id, version, name: "Weekly hours", spans, ownDays: [] };
}

/** A new type of a teacher's, as their desk sends it. */
export async function typeBody(teacher: string, more: object = {}) {
	return {
		...{
			id: randomUUID(),
			version: 0,
			handle: `exam-${randomUUID().slice(0, 8)}`,
			name: "Exam",
			description: "",
		},
		...{ scheduleId: (await usualSchedule(teacher)).id, durationMinutes: 60, otherDurations: [90] },
		...{ stepMinutes: 30, seats: 1, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, noticeMinutes: 0 },
		...{ horizonDays: 60, firstDay: null, lastDay: null, cutoffMinutes: 60, holdMinutes: 5, bookerCap: null },
		noShowLimit: null,
		...{ dayCap: null, weekCap: null, seriesCap: 8, waitlist: true, needsApproval: false, decideHours: 48 },
		...{ placeKind: "unsaid", place: "", questions: [] },
		...{ reminderMinutes: [1440, 60], followUpMinutes: null, followUpText: "" },
		...{ isHidden: false, colour: "blue", position: 9, ...more },
	};
}

/** A team of all of a school's teachers, and its handle. */
export async function newTeam(school: string): Promise<{ id: string; handle: string }> {
	const handle = `team-${randomUUID().slice(0, 8)}`;
	const { rows: made } = await admin.query(
		`insert into app.teams (school_id, handle, name, subject)
		select id, $2, 'Any of us', 'Algebra' from app.schools where handle = $1 returning id`,
		[school, handle],
	);
	return { id: made[0].id, handle };
}

/** A new team of a school's, as its office sends it. */
export const teamBody = (more: object = {}) => ({
	...{ id: randomUUID(), version: 0, handle: `team-${randomUUID().slice(0, 8)}`, name: "Any of us" },
	...{ subject: null, teachers: [], ...more },
});
