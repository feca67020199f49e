/** A type as app.import_school takes it. */
export type TypeWish = {
	handle: string;
	name: string;
	description: string;
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
	position: number;
};

/** The type `lesson` of half an hour, with one seat and no notice, unless wished otherwise. */
export const typeWish = (wish: Partial<TypeWish> = {}): Partial<TypeWish> => ({
	handle: "lesson",
	name: "Lesson",
	description: "",
	duration_minutes: 30,
	step_minutes: wish.duration_minutes ?? 30,
	seats: 1,
	buffer_before_minutes: 0,
	buffer_after_minutes: 0,
	notice_minutes: 0,
	horizon_days: 60,
	cutoff_minutes: 60,
	position: 0,
	...wish,
});

export type SpanWish = { weekday: number; starts_minute: number; ends_minute: number };

/** From when to when on all seven days, in minutes after midnight. */
export const everyDay = (starts_minute: number, ends_minute: number): SpanWish[] =>
	[1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, starts_minute, ends_minute }));

/** Open at all hours. */
export const everyHour = everyDay(0, 1440);
