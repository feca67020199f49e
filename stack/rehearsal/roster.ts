import type { Hours } from "../import/hours.ts";
import type { Teacher } from "../import/school.ts";
import { schoolInFile } from "../import/school-file.ts";
import { talk } from "./make-school.ts";

type Span = Teacher["spans"][number];

/**
 * A school's own teachers, from a file as `npm run import` takes it, for a rehearsal: names, handles, zones, hours, and
 * of each the first type. Their addresses stay in the file, and others that lead nowhere stand for them.
 */
export function rosterIn(path: string, log: (line: string) => void, now = new Date()): Teacher[] {
	return schoolInFile(path, log).teachers.map((teacher) => ({
		...{ handle: teacher.handle, name: teacher.name, email: `${teacher.handle}@roster.example` },
		...{ time_zone: teacher.time_zone, subjects: [], about: "" },
		spans: awayFromToday(teacher.spans, teacher.time_zone, now),
		types: teacher.types.slice(0, 1).map(timesOneAfterAnother),
	}));
}

/** Of a type whose times overlap nobody could say how many there are to be had. Breaks become a part of the step. */
function timesOneAfterAnother(type: Teacher["types"][number]): Teacher["types"][number] {
	const { duration_minutes: minutes = 0, buffer_before_minutes: before, buffer_after_minutes: after } = type;
	return {
		// One handle for all, since families ask each teacher for it.
		...{ name: type.name, handle: talk.handle, description: "", seats: type.seats, position: 0 },
		...{ duration_minutes: minutes, step_minutes: Math.min(mostMinutes, before + minutes + after) },
		...{ buffer_before_minutes: 0, buffer_after_minutes: 0, notice_minutes: 0, horizon_days: 7 },
		...{
			cutoff_minutes: 60,
			hold_minutes: type.hold_minutes,
			booker_cap: undefined,
			decide_hours: undefined,
			opens_at: undefined,
		},
	};
}

/** A step may not be longer. */
const mostMinutes = 720;

/**
 * What can be booked is the coming week, from now on: were there hours today, times would fall out of it and others come
 * in while people book. So days are moved by as many as it takes, or those of today left out where there are all seven.
 */
function awayFromToday(spans: Span[], zone: string, now: Date): Span[] {
	const todays = new Set([now, new Date(now.getTime() + longestMs)].map((at) => weekdayIn(zone, at)));
	for (let by = 0; by < 7; by++) {
		const moved = spans.map((span): Span & Hours => ({
			...span,
			weekday: ((span.weekday - 1 + by) % 7) + 1,
		}));
		if (!moved.some(({ weekday }) => todays.has(weekday))) return moved;
	}
	return spans.filter(({ weekday }) => !todays.has(weekday));
}

/** No rehearsal takes longer, from its beginning on. */
const longestMs = 3 * 3_600_000;

/** From 1, Monday, to 7. */
function weekdayIn(zone: string, at: Date): number {
	const name = new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "short" }).format(at);
	return ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(name) + 1;
}
