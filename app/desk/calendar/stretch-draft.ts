import type { Calendar, CalendarSchedule } from "@/lib/desk/calendar-schema";
import type { Absence } from "@/lib/rules/schema";
import { addDays, type Day, dayOf, localTime } from "@/lib/time";
import type { Edit } from "./edits.ts";
import { closed, type Hours, opened } from "./spans.ts";
import { instantAfter, isoOf } from "./wall.ts";

/** Some time while its form is filled in: as typed, `09:00`. As an end, `00:00` is the end of the day. */
export type StretchDraft = {
	kind: "open" | "close" | "away";
	day: Day;
	starts: string;
	/** Of an absence; hours are of one day. */
	lastDay: Day;
	ends: string;
	note: string;
	/** Of an absence: of whole days, whatever its times say. */
	wholeDays: boolean;
	/** Its id, whether it is there already or will be. */
	absence: string;
	/** What is changed: hours go where the new ones do not cover them, on their own day. */
	before?: { day: Day; span: Hours } | Absence;
};

export type Wrong = Partial<Record<"day" | "ends" | "lastDay", string>>;

export function draftOf(
	day: Day,
	span: Hours,
	more: Partial<StretchDraft> & { absence: string },
): StretchDraft {
	return {
		...{ kind: "open", day, lastDay: day, note: "", wholeDays: false },
		...{ starts: typed(span.startsMinute), ends: typed(span.endsMinute) },
		...more,
	};
}

export function draftOfAbsence(absence: Absence, zone: string): StretchDraft {
	const [start, end] = [localTime(absence.startsAt, zone), localTime(absence.endsAt, zone)];
	return {
		...{ kind: "away", absence: absence.id, note: absence.note, before: absence },
		...{ day: start.slice(0, 10), starts: start.slice(11), ends: end.slice(11) },
		lastDay: dayOf(Date.parse(absence.endsAt) - 1, zone),
		wholeDays: start.endsWith("T00:00") && end.endsWith("T00:00"),
	};
}

/** What is wrong with it, where it can be mended; and else the edit that it asks for. */
export function editOf(
	draft: StretchDraft,
	calendar: Calendar,
	schedule: CalendarSchedule | undefined,
): { wrong: Wrong } | { wrong?: undefined; edit: Edit } {
	if (draft.kind === "away") return absenceOf(draft, calendar.timeZone);
	if (!draft.day) return { wrong: { day: "Please give the day." } };
	if (draft.day < calendar.today) return { wrong: { day: "This day is over." } };
	const known = schedule?.days.find(({ day }) => day === draft.day);
	if (!schedule || !known)
		return { wrong: { day: "This day is still being fetched. Please try again in a moment." } };
	const span = { startsMinute: minutes(draft.starts), endsMinute: minutes(draft.ends) || 1440 };
	if (Number.isNaN(span.startsMinute + span.endsMinute) || !draft.ends)
		return { wrong: { ends: "Please give both times." } };
	if (span.endsMinute <= span.startsMinute) return { wrong: { ends: "The end must come after the start." } };
	const { before } = draft;
	const changed = before && "span" in before && before.day === draft.day;
	const others = changed ? closed(known.spans, before.span) : known.spans;
	const spans = draft.kind === "open" ? opened(others, span) : closed(known.spans, span);
	return { edit: { kind: "hours", schedule: schedule.id, day: draft.day, spans } };
}

function absenceOf(draft: StretchDraft, zone: string): { wrong: Wrong } | { edit: Edit } {
	const { day, lastDay, wholeDays, absence, note } = draft;
	if (!day || !lastDay) return { wrong: { [day ? "lastDay" : "day"]: "Please give the day." } };
	if (!wholeDays && (!draft.starts || !draft.ends)) return { wrong: { ends: "Please give both times." } };
	const ends = wholeDays ? "00:00" : draft.ends;
	const start = instantAfter(Date.parse(`${day}T${wholeDays ? "00:00" : draft.starts}Z`), zone);
	const endDay = ends === "00:00" ? addDays(lastDay, 1) : lastDay;
	const end = instantAfter(Date.parse(`${endDay}T${ends}Z`), zone);
	if (end <= start)
		return { wrong: { [wholeDays ? "lastDay" : "ends"]: "The end must come after the start." } };
	return {
		edit: {
			kind: "absence",
			absence: { id: absence, startsAt: isoOf(start), endsAt: isoOf(end), note: note.trim() },
		},
	};
}

function typed(minute: number): string {
	return `${String(Math.floor(minute / 60) % 24).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

function minutes(text: string): number {
	const [hour = Number.NaN, minute = Number.NaN] = text.split(":").map(Number);
	return hour * 60 + minute;
}
