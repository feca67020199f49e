import type { Calendar, CalendarSchedule } from "@/lib/desk/calendar-schema";
import { type Day, daysBetween } from "@/lib/time";
import { appointmentOf, type BookingMove, withMove } from "./booking-moves.ts";
import { type Away, isSameAbsence, isSameDay, type SeenDay, seenAbsence, seenDay } from "./seen.ts";
import type { Hours } from "./spans.ts";

/**
 * What a teacher can change in the calendar. `spans: null` is a day as any other of its weekday. `was` is what they saw when they
 * began: where it is something else by the time it is asked for, they are asked first.
 */
export type Edit =
	| { kind: "hours"; schedule: string; day: Day; spans: Hours[] | null; was: SeenDay | undefined }
	| { kind: "absence"; absence: Away; was: Away | undefined }
	| { kind: "presence"; absence: string; was: Away | undefined }
	| BookingMove;

/** An edit before anybody has said what was there. */
export type Asked =
	| Omit<Edit & { kind: "hours" }, "was">
	| Omit<Edit & { kind: "absence" }, "was">
	| Omit<Edit & { kind: "presence" }, "was">
	| BookingMove;

/** The edit of who sees this calendar. */
export function seen(calendar: Calendar, edit: Asked): Edit {
	if (edit.kind === "booking")
		return { ...edit, was: appointmentOf(calendar, edit.booking)?.startsAt ?? edit.was };
	if (edit.kind === "hours") return { ...edit, was: seenDay(calendar, edit) };
	return { ...edit, was: seenAbsence(calendar, absenceOf(edit)) };
}

/**
 * Whether what an edit changes is something else than who asks for it saw, and not what they ask for. Of what is not among the
 * days that are shown only the server knows, and of bookings, which it is asked with what was seen.
 */
export function isOutdated(calendar: Calendar, edit: Edit): boolean {
	if (edit.kind === "booking") return false;
	if (edit.kind === "hours") {
		const is = seenDay(calendar, edit);
		const wanted = seenDay(edited(calendar, edit), edit);
		return is !== undefined && !isSameDay(is, edit.was) && !isSameDay(is, wanted);
	}
	const is = seenAbsence(calendar, absenceOf(edit));
	const wanted = edit.kind === "absence" ? edit.absence : undefined;
	return is !== undefined && !isSameAbsence(is, edit.was) && !isSameAbsence(is, wanted);
}

const absenceOf = (edit: Asked & { kind: "absence" | "presence" }) =>
	edit.kind === "absence" ? edit.absence.id : edit.absence;

/** The calendar as it will be, shown before the server has answered. */
export function edited(calendar: Calendar, edit: Asked): Calendar {
	if (edit.kind === "booking") return withMove(calendar, edit);
	if (edit.kind !== "hours") {
		const id = absenceOf(edit);
		const known = seenAbsence(calendar, id);
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

/**
 * What takes an edit back, as long as what it made is still so; undefined where the calendar does not show what it would
 * change.
 */
export function undoOf(calendar: Calendar, edit: Asked): Edit | undefined {
	// Back, without what was said of it.
	if (edit.kind === "booking") return { ...edit, startsAt: edit.was, was: edit.startsAt, message: undefined };
	const undo = before(calendar, edit);
	return undo && seen(edited(calendar, edit), undo);
}

function before(calendar: Calendar, edit: Exclude<Asked, BookingMove>): Asked | undefined {
	if (edit.kind === "hours") {
		const day = calendar.schedules
			.find(({ id }) => id === edit.schedule)
			?.days.find(({ day }) => day === edit.day);
		return day && { ...edit, spans: day.isOwn ? day.spans : null };
	}
	const absence = seenAbsence(calendar, absenceOf(edit));
	if (absence) return { kind: "absence", absence };
	return edit.kind === "absence" ? { kind: "presence", absence: edit.absence.id } : undefined;
}

export type Wish = { path: string; method: "PUT" | "POST"; body: object };

/**
 * How an edit that is not outdated is asked for, given what the server said last; undefined where its schedule is gone. It goes
 * with the version that was looked at for that: what is changed since is found by the server. `ownVersion` is that of an absence
 * which was saved here and is not among the days that are shown.
 */
export function wishOf(calendar: Calendar, edit: Edit, ownVersion?: number): Wish | undefined {
	if (edit.kind === "booking") {
		const { booking, was: from, startsAt, message } = edit;
		return { path: "/api/teacher-moves", method: "POST", body: { booking, from, startsAt, message } };
	}
	if (edit.kind === "absence") {
		const known = seenAbsence(calendar, edit.absence.id);
		return {
			path: "/api/absences",
			method: "PUT",
			body: {
				absence: edit.absence.id,
				version: known?.version ?? (edit.was && (ownVersion ?? edit.was.version)) ?? 0,
				...{ startsAt: edit.absence.startsAt, endsAt: edit.absence.endsAt, note: edit.absence.note },
			},
		};
	}
	if (edit.kind === "presence") {
		const version = seenAbsence(calendar, edit.absence)?.version ?? ownVersion ?? edit.was?.version;
		return { path: "/api/absence-removals", method: "POST", body: { absence: edit.absence, version } };
	}
	const schedule = calendar.schedules.find(({ id }) => id === edit.schedule);
	if (!schedule) return undefined;
	const { id, version, name, spans } = schedule;
	const body = { schedule: id, version, name, spans, ownDays: ownDaysAfter(schedule, edit) };
	return { path: "/api/schedules", method: "PUT", body };
}

function ownDaysAfter(schedule: CalendarSchedule, { day, spans }: Asked & { kind: "hours" }) {
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
