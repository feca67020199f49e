import ICAL from "ical.js";

import type { Part } from "./content-lines.ts";
import { componentOf, type KnownZone } from "./zones.ts";

/** Time that an entry takes, in milliseconds since 1970. */
export type Times = { from: number; until: number };

/** An entry of a calendar: its first start, and how long it lasts from any. */
export type Entry = {
	component: ICAL.Component;
	uid: string;
	start: ICAL.Time;
	isBusy: boolean;
	/** Which of a series it replaces, and whether all those after it, too. */
	replaces: ICAL.Time | undefined;
	andFuture: boolean;
	timesFrom: (start: ICAL.Time) => Times;
};

/** Reads an entry; what has no zone is read in `home`. Throws for what has no start, or an end before it. */
export function readEntry(part: Part, home: KnownZone): Entry {
	const component = componentOf(part);
	const text = (name: string) => String(component.getFirstPropertyValue(name) ?? "").toUpperCase();
	const start = at(component.getFirstPropertyValue("dtstart"), home);
	const replaced = component.getFirstProperty("recurrence-id");
	return {
		component,
		uid: String(component.getFirstPropertyValue("uid") ?? ""),
		start,
		isBusy:
			text("status") !== "CANCELLED" &&
			text("transp") !== "TRANSPARENT" &&
			text("x-microsoft-cdo-busystatus") !== "FREE",
		replaces: replaced ? at(replaced.getFirstValue(), home) : undefined,
		andFuture: String(replaced?.getParameter("range") ?? "").toUpperCase() === "THISANDFUTURE",
		timesFrom: lasting(component, start, home),
	};
}

/** A time as it was meant. Throws for what is none. */
export function at(value: unknown, home: KnownZone): ICAL.Time {
	if (!(value instanceof ICAL.Time)) throw new Error("no time");
	if (!value.isDate && value.zone === ICAL.Timezone.localTimezone) value.zone = home;
	if (Number.isNaN(value.toUnixTime())) throw new Error("no time");
	return value;
}

/** Milliseconds; of a whole day, its beginning in the teacher's zone. */
export function instantOf(time: ICAL.Time, home: KnownZone): number {
	if (!time.isDate) return time.toUnixTime() * 1000;
	return Date.parse(`${dayOf(time)}T00:00:00Z`) - home.utcOffset(time) * 1000;
}

export const dayOf = (time: ICAL.Time) => time.toString().slice(0, 10);

/** What lasts longer is as good as endless: nobody looks so far ahead. */
export const longestDays = 10_000;

/** How long an entry lasts: days by the calendar, hours by the clock, whatever is done to it in between. */
function lasting(component: ICAL.Component, start: ICAL.Time, home: KnownZone): Entry["timesFrom"] {
	const end = component.hasProperty("dtend") ? at(component.getFirstPropertyValue("dtend"), home) : undefined;
	const duration = component.getFirstPropertyValue("duration");
	if (!end && duration instanceof ICAL.Duration) {
		if (duration.isNegative) throw new Error("ends before it starts");
		return (from) => {
			const days = from.clone();
			days.adjust(Math.min(duration.weeks * 7 + duration.days, longestDays), 0, 0, 0);
			const { hours, minutes, seconds } = duration;
			const more = ((hours * 60 + minutes) * 60 + seconds) * 1000;
			return { from: instantOf(from, home), until: instantOf(days, home) + more };
		};
	}
	if (start.isDate) {
		const days = end ? Math.round((Date.parse(dayOf(end)) - Date.parse(dayOf(start))) / 86_400_000) : 1;
		if (days < 0) throw new Error("ends before it starts");
		// A day that ends on itself is one that was meant.
		return (from) => {
			const next = from.clone();
			next.adjust(Math.min(Math.max(1, days), longestDays), 0, 0, 0);
			return { from: instantOf(from, home), until: instantOf(next, home) };
		};
	}
	const lasts = end ? instantOf(end, home) - instantOf(start, home) : 0;
	if (lasts < 0) throw new Error("ends before it starts");
	return (from) => ({ from: instantOf(from, home), until: instantOf(from, home) + lasts });
}
