import type { Calendar, CalendarSchedule } from "@/lib/desk/calendar-schema";
import type { Absence } from "@/lib/rules/schema";
import { type Day, daysBetween } from "@/lib/time";
import type { Hours } from "./spans.ts";

/** What a teacher can change in the calendar. `spans: null` is a day as any other of its weekday. */
export type Edit =
	| { kind: "hours"; schedule: string; day: Day; spans: Hours[] | null }
	| { kind: "absence"; absence: Away }
	| { kind: "presence"; absence: string };

/** An absence as it is to be, whatever version of it the server has. */
export type Away = Omit<Absence, "version"> & { version?: number };

/** The calendar as it will be, shown before the server has answered. */
export function edited(calendar: Calendar, edit: Edit): Calendar {
	if (edit.kind !== "hours") {
		const id = edit.kind === "absence" ? edit.absence.id : edit.absence;
		const known = calendar.absences.find((each) => each.id === id);
		const now = edit.kind === "absence" ? [{ version: known?.version ?? 0, ...edit.absence }] : [];
		// In its place: what somebody has the focus on must not be another one meanwhile.
		const absences = calendar.absences.flatMap((each) => (each.id === id ? now : [each]));
		return { ...calendar, absences: known ? absences : [...absences, ...now] };
	}
	const schedules = calendar.schedules.map((schedule) => {
		if (schedule.id !== edit.schedule) return schedule;
		const spans = edit.spans ?? usualSpans(calendar, schedule, edit.day);
		return {
			...schedule,
			ownDays: ownDaysAfter(schedule, edit),
			days: schedule.days.map((each) =>
				each.day === edit.day ? { day: edit.day, spans, isOwn: edit.spans !== null } : each,
			),
		};
	});
	return { ...calendar, schedules };
}

/** What takes an edit back; undefined where the calendar does not show what it would change. */
export function undoOf(calendar: Calendar, edit: Edit): Edit | undefined {
	if (edit.kind === "hours") {
		const before = calendar.schedules
			.find(({ id }) => id === edit.schedule)
			?.days.find(({ day }) => day === edit.day);
		return before && { ...edit, spans: before.isOwn ? before.spans : null };
	}
	const id = edit.kind === "absence" ? edit.absence.id : edit.absence;
	const before = calendar.absences.find((each) => each.id === id);
	if (before) return { kind: "absence", absence: before };
	return edit.kind === "absence" ? { kind: "presence", absence: id } : undefined;
}

export type Wish = { path: string; method: "PUT" | "POST"; body: object };

/** How an edit is asked for, given what the server said last; undefined where its schedule is gone. */
export function wishOf(calendar: Calendar, edit: Edit): Wish | undefined {
	if (edit.kind === "absence")
		return {
			path: "/api/absences",
			method: "PUT",
			body: {
				absence: edit.absence.id,
				version: calendar.absences.find(({ id }) => id === edit.absence.id)?.version ?? 0,
				...{ startsAt: edit.absence.startsAt, endsAt: edit.absence.endsAt, note: edit.absence.note },
			},
		};
	if (edit.kind === "presence")
		return { path: "/api/absence-removals", method: "POST", body: { absence: edit.absence } };
	const schedule = calendar.schedules.find(({ id }) => id === edit.schedule);
	if (!schedule) return undefined;
	const { id, version, name, spans } = schedule;
	const body = { schedule: id, version, name, spans, ownDays: ownDaysAfter(schedule, edit) };
	return { path: "/api/schedules", method: "PUT", body };
}

function ownDaysAfter(schedule: CalendarSchedule, { day, spans }: Edit & { kind: "hours" }) {
	const others = schedule.ownDays.filter((own) => own.day !== day);
	return spans ? [...others, { day, spans }] : others;
}

function usualSpans(calendar: Calendar, schedule: CalendarSchedule, day: Day): Hours[] {
	if (calendar.holidays.some((holiday) => holiday.day === day && holiday.isOff)) return [];
	const weekday = (((daysBetween("2024-01-01", day) % 7) + 7) % 7) + 1;
	return schedule.spans
		.filter((span) => span.weekday === weekday)
		.map(({ startsMinute, endsMinute }) => ({ startsMinute, endsMinute }));
}
