import type { Calendar } from "@/lib/desk/calendar-schema";
import type { Absence } from "@/lib/rules/schema";
import type { Day } from "@/lib/time";
import { type Hours, tidy } from "./spans.ts";

/** An absence as it is to be, whatever version of it the server has. */
export type Away = Omit<Absence, "version"> & { version?: number };

/** A day's hours, which nobody knows of one that is as usual and not among those that are shown. */
export type SeenDay = { isOwn: boolean; spans: Hours[] | undefined };

/** What who looks at this calendar sees of an absence. */
export function seenAbsence({ absences }: Calendar, id: string): Absence | undefined {
	return absences.find((each) => each.id === id);
}

/** What they see of a schedule's hours on a day; undefined where it is gone. */
export function seenDay(
	{ schedules }: Calendar,
	wanted: { schedule: string; day: Day },
): SeenDay | undefined {
	const schedule = schedules.find(({ id }) => id === wanted.schedule);
	const shown = schedule?.days.find(({ day }) => day === wanted.day);
	if (shown) return { isOwn: shown.isOwn, spans: shown.spans };
	const own = schedule?.ownDays.find(({ day }) => day === wanted.day);
	return schedule && { isOwn: own !== undefined, spans: own?.spans };
}

export function isSameAbsence(one: Away, other: Away | undefined): boolean {
	const at = ({ startsAt, endsAt }: Away) => `${Date.parse(startsAt)} ${Date.parse(endsAt)}`;
	return other !== undefined && at(one) === at(other) && one.note === other.note;
}

export function isSameDay(one: SeenDay, other: SeenDay | undefined): boolean {
	if (!other || one.isOwn !== other.isOwn) return false;
	if (!one.spans || !other.spans) return true;
	return JSON.stringify(tidy(one.spans)) === JSON.stringify(tidy(other.spans));
}
