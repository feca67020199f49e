import { asAdmin } from "../as-admin.ts";
import type { Stage } from "./line.ts";

export type Slot = { teacher: string; startsAt: string };

/** Half hours from tomorrow's midnight on, UTC. Teachers of the bench are there day and night, for two years. */
export const halfHour = (n: number): string =>
	new Date(Math.ceil(Date.now() / dayMs + 1) * dayMs + n * 1_800_000).toISOString();

export const handles = (prefix: string, count: number): string[] =>
	Array.from({ length: count }, (_, i) => `${prefix}-${i + 1}`);

/** How many half hours of a teacher are taken before anything is measured: nobody books into an empty table for long. */
const takenAlready = 100;

/**
 * A school of these teachers and nothing else, so that a line costs the same alone as after the others. `taken` says
 * which half hours of each are booked.
 */
export async function seedTeachers(
	{ stack }: Stage,
	teachers: string[],
	taken: number[] = Array.from({ length: takenAlready }, (_, n) => n),
	spans = dayAndNight,
): Promise<void> {
	await asAdmin(stack.adminUrl, async (admin) => {
		await admin.query("truncate app.schools, app.requests cascade");
		await admin.query("select app.import_school($1)", [
			JSON.stringify({
				handle: "school",
				name: "School",
				teachers: teachers.map((each) => teacher(each, spans)),
			}),
		]);
		await admin.query(
			`with slot as (
				select gen_random_uuid() as id, type.teacher_id, type.id as type_id, at, at + interval '30 minutes' as until
				from app.appointment_types type cross join unnest($1::timestamptz[]) as at
			), appointments as (
				insert into app.appointments (id, teacher_id, appointment_type_id, starts_at, ends_at, busy, seats)
				select id, teacher_id, type_id, at, until, tstzrange(at, until), 1 from slot
			)
			insert into app.bookings (appointment_id, state, during, name, email, confirmed_at)
			select id, 'confirmed', tstzrange(at, until), 'Booker', id || '@booker.example', now() from slot`,
			[taken.map(halfHour)],
		);
		await admin.query("vacuum analyze");
	});
}

/** Gives free slots, never one twice: of each teacher in turn. */
export function freeSlots(teachers: string[]): () => Slot {
	let given = 0;
	return () => {
		const n = given++;
		return {
			teacher: teachers[n % teachers.length] as string,
			startsAt: halfHour(takenAlready + Math.floor(n / teachers.length)),
		};
	};
}

const dayMs = 86_400_000;

type Span = { weekday: number; starts_minute: number; ends_minute: number };

const dayAndNight: Span[] = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
	weekday,
	starts_minute: 0,
	ends_minute: 1440,
}));

/** Nine to five, as most people's weeks are: 80 half hours. */
export const officeHours: Span[] = dayAndNight
	.slice(0, 5)
	.map((day) => ({ ...day, starts_minute: 540, ends_minute: 1020 }));

const teacher = (handle: string, spans: Span[]) => ({
	handle,
	name: `Teacher ${handle}`,
	email: `${handle}@school.example`,
	// Where every half hour of two years exists, and once.
	time_zone: "UTC",
	subjects: ["Testing"],
	about: "",
	spans,
	types: [
		{
			handle: "lesson",
			name: "Lesson",
			description: "",
			duration_minutes: 30,
			step_minutes: 30,
			seats: 1,
			buffer_before_minutes: 0,
			buffer_after_minutes: 0,
			notice_minutes: 0,
			horizon_days: 730,
			cutoff_minutes: 60,
			position: 0,
		},
	],
});
