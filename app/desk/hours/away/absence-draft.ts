import type { Absence } from "@/lib/rules/schema";
import { addDays, type Day, dayOf, instantAt, localTime, startOfDay } from "@/lib/time";

/** Time away while it is edited: days as `2026-12-24`, times as `09:00`, `""` where nothing is typed yet. */
export type Draft = {
	whole: boolean;
	fromDay: Day;
	fromTime: string;
	untilDay: Day;
	untilTime: string;
	note: string;
};
export type Errors = Partial<Record<keyof Draft, string>>;

export const newDraft: Draft = {
	whole: true,
	fromDay: "",
	fromTime: "09:00",
	untilDay: "",
	untilTime: "17:00",
	note: "",
};

/** Whole days are those that begin and end as days do. */
export function toDraft({ startsAt, endsAt, note }: Absence, home: string): Draft {
	const [fromDay, untilDay] = [dayOf(startsAt, home), dayOf(endsAt, home)];
	const whole =
		startOfDay(fromDay, home) === Date.parse(startsAt) && startOfDay(untilDay, home) === Date.parse(endsAt);
	return {
		whole,
		fromDay,
		fromTime: whole ? newDraft.fromTime : localTime(startsAt, home).slice(11),
		untilDay: whole ? addDays(untilDay, -1) : untilDay,
		untilTime: whole ? newDraft.untilTime : localTime(endsAt, home).slice(11),
		note,
	};
}

/** From when until when it is, or what to mend. */
export function toSpan(
	draft: Draft,
	home: string,
): { startsAt: string; endsAt: string; errors?: undefined } | { errors: Errors } {
	const { whole, fromDay, untilDay } = draft;
	const errors: Errors = {};
	if (!fromDay) errors.fromDay = "Choose a day.";
	if (!untilDay) errors.untilDay = "Choose a day.";
	if (fromDay && untilDay && untilDay < fromDay) errors.untilDay = "It ends before it begins.";
	if (Object.keys(errors).length > 0) return { errors };
	const starts = whole ? startOfDay(fromDay, home) : instantAt(`${fromDay}T${draft.fromTime}`, home);
	const ends = whole
		? startOfDay(addDays(untilDay, 1), home)
		: instantAt(`${untilDay}T${draft.untilTime}`, home);
	if (starts === undefined) errors.fromTime = "Your clocks never show this time on that day.";
	if (ends === undefined) errors.untilTime = "Your clocks never show this time on that day.";
	if (starts !== undefined && ends !== undefined && ends <= starts)
		errors.untilTime = "It ends before it begins.";
	if (starts === undefined || ends === undefined || Object.keys(errors).length > 0) return { errors };
	return { startsAt: new Date(starts).toISOString(), endsAt: new Date(ends).toISOString() };
}
