import type pg from "pg";

export type TypeWish = {
	handle: string;
	duration_minutes: number;
	step_minutes: number;
	seats: number;
	buffer_before_minutes: number;
	buffer_after_minutes: number;
	notice_minutes: number;
	horizon_days: number;
	cutoff_minutes: number;
	booker_cap: number | null;
	opens_at: string | null;
};

export type SpanWish = { weekday: number; starts_minute: number; ends_minute: number };

/** Open at all hours. */
export const everyHour: SpanWish[] = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
	weekday,
	starts_minute: 0,
	ends_minute: 1440,
}));

export type TeacherWish = {
	zone?: string;
	spans?: SpanWish[];
	types?: Partial<TypeWish>[];
	school?: string;
	/** Addresses of who looks after the school. */
	staff?: string[];
};

/** A teacher who is there all week, with one type of 30 minutes, unless wished otherwise. */
export async function seedTeacher(admin: pg.Client, handle: string, wish: TeacherWish = {}): Promise<void> {
	await seedTeachers(admin, [handle], wish);
}

export async function seedTeachers(
	admin: pg.Client,
	handles: string[],
	{ zone = "UTC", spans = everyHour, types = [{}], school = "school", staff = [] }: TeacherWish = {},
): Promise<void> {
	const teachers = handles.map((handle) => ({
		handle,
		name: `Teacher ${handle}`,
		email: `${handle}@school.example`,
		time_zone: zone,
		subjects: ["Testing"],
		about: "",
		spans,
		types: types.map((type, position) => ({
			handle: "lesson",
			name: "Lesson",
			description: "",
			duration_minutes: 30,
			step_minutes: type.duration_minutes ?? 30,
			seats: 1,
			buffer_before_minutes: 0,
			buffer_after_minutes: 0,
			notice_minutes: 0,
			horizon_days: 60,
			cutoff_minutes: 60,
			position,
			...type,
		})),
	}));
	await admin.query("select app.import_school($1)", [
		JSON.stringify({ handle: school, name: "School", staff, teachers }),
	]);
}

/** The n-th half hour from tomorrow's midnight on, UTC. */
export function slotStart(n: number, minutes = 30): string {
	const tomorrow = Math.ceil(Date.now() / 86_400_000 + 1) * 86_400_000;
	return new Date(tomorrow + n * minutes * 60_000).toISOString();
}
