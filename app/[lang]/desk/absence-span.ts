import { isoOf } from "@/lib/instant";
import type { Absence } from "@/lib/rules/schema";
import { addDays, type Day, dayOf, instantAt, localTime, startOfDay } from "@/lib/time";

/**
 * Time away as it is typed, by a teacher's own clocks: days as `2026-12-24`, times as `09:00`, `""` where nothing is typed
 * yet. As an end, `00:00` is the end of the day.
 */
export type Typed = { whole: boolean; fromDay: Day; fromTime: string; untilDay: Day; untilTime: string };
export type TypedErrors = Partial<Record<keyof Typed, string>>;
type Span = Pick<Absence, "startsAt" | "endsAt">;

/** Whole days are those that begin and end as days do, which is not always at midnight. */
export function typedOf({ startsAt, endsAt }: Span, home: string): Typed {
	const isStart = (instant: string) => startOfDay(dayOf(instant, home), home) === Date.parse(instant);
	const endsDay = isStart(endsAt);
	return {
		whole: isStart(startsAt) && endsDay,
		fromDay: dayOf(startsAt, home),
		fromTime: localTime(startsAt, home).slice(11),
		untilDay: dayOf(Date.parse(endsAt) - 1, home),
		untilTime: endsDay ? "00:00" : localTime(endsAt, home).slice(11),
	};
}

/** From when until when it is, or what to mend. */
export function spanOf(
	typed: Typed,
	home: string,
): (Span & { errors?: undefined }) | { errors: TypedErrors } {
	const { whole, fromDay, fromTime, untilDay, untilTime } = typed;
	const errors: TypedErrors = {
		...(!fromDay && { fromDay: "Choose a day." }),
		...(!untilDay && { untilDay: "Choose a day." }),
		...(fromDay && untilDay && untilDay < fromDay && { untilDay: backwards }),
		...(!whole && !fromTime && { fromTime: "Please give a time." }),
		...(!whole && !untilTime && { untilTime: "Please give a time." }),
	};
	if (Object.keys(errors).length > 0) return { errors };
	const starts = whole ? startOfDay(fromDay, home) : instantAt(`${fromDay}T${fromTime}`, home);
	const ends =
		whole || untilTime === "00:00"
			? startOfDay(addDays(untilDay, 1), home)
			: instantAt(`${untilDay}T${untilTime}`, home);
	if (starts === undefined) return { errors: { fromTime: neverShown } };
	if (ends === undefined) return { errors: { untilTime: neverShown } };
	if (ends <= starts) return { errors: { untilTime: backwards } };
	return { startsAt: isoOf(starts), endsAt: isoOf(ends) };
}

const backwards = "It ends before it begins.";
const neverShown = "Your clocks never show this time on that day.";
