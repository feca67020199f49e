import type { Calendar, CalendarSchedule } from "@/lib/desk/calendar-schema";
import type { Absence } from "@/lib/rules/schema";
import type { Day } from "@/lib/time";
import { spanOf, typedOf } from "../absence-span.ts";
import type { Asked } from "./edits.ts";
import { closed, type Hours, opened } from "./spans.ts";

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

export type Wrong = Partial<Record<"day" | "starts" | "ends" | "lastDay", string | undefined>>;

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
	const { whole, fromDay, fromTime, untilDay, untilTime } = typedOf(absence, zone);
	return {
		...{ kind: "away", absence: absence.id, note: absence.note, before: absence, wholeDays: whole },
		...{ day: fromDay, starts: fromTime, lastDay: untilDay, ends: untilTime },
	};
}

/** What is wrong with it, where it can be mended; and else the edit that it asks for. */
export function editOf(
	draft: StretchDraft,
	calendar: Calendar,
	schedule: CalendarSchedule | undefined,
): { wrong: Wrong } | { wrong?: undefined; edit: Asked } {
	if (draft.kind === "away") return absenceOf(draft, calendar.timeZone);
	if (!draft.day) return { wrong: { day: "Choose a day." } };
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

function absenceOf(draft: StretchDraft, zone: string): { wrong: Wrong } | { edit: Asked } {
	const { day, starts, lastDay, ends, wholeDays: whole, absence: id, note } = draft;
	const span = spanOf({ whole, fromDay: day, fromTime: starts, untilDay: lastDay, untilTime: ends }, zone);
	if (!span.errors) return { edit: { kind: "absence", absence: { id, ...span, note: note.trim() } } };
	const { fromDay, fromTime, untilDay, untilTime } = span.errors;
	const found: Wrong = {
		...{ day: fromDay, starts: fromTime },
		...{ lastDay: untilDay ?? (whole ? untilTime : undefined), ends: whole ? undefined : untilTime },
	};
	return { wrong: found };
}

function typed(minute: number): string {
	return `${String(Math.floor(minute / 60) % 24).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

function minutes(text: string): number {
	const [hour = Number.NaN, minute = Number.NaN] = text.split(":").map(Number);
	return hour * 60 + minute;
}
