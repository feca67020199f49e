import type pg from "pg";
import { everyHour, type SpanWish, type TypeWish, typeWish } from "./import-wish.ts";

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
		types: types.map((type, position) => typeWish({ position, ...type })),
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
