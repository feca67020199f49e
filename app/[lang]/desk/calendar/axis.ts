import { addDays, type Day, minuteOfDay, offsetMinutes, startOfDay } from "@/lib/time";

/** What one row of a week's grid is long, in minutes. */
export const step = 15;
const stepMs = step * 60_000;

/** A quarter of an hour on the wall; `again` where its clocks show it for the second time on a day. */
export type Row = { minute: number; again: boolean };

/** A day, and for each row when it begins there: undefined where that day's clocks never show it. */
export type Column = { day: Day; from: number; until: number; starts: (number | undefined)[] };

/**
 * Days side by side, with rows that fit them all. A day of 23 hours leaves rows out, and where a day has 25 the rows that
 * come twice are there twice, and left out of the other days: so each hour stands beside its name on all of them.
 */
export type Axis = { rows: Row[]; columns: Column[] };

export function axisOf(days: readonly Day[], zone: string): Axis {
	const all = days.map((day) => stepsOf(day, zone));
	const longest = all.find(({ steps }) => steps.some(({ again }) => again))?.steps ?? plain;
	const rows = longest.map(({ minute, again }) => ({ minute, again }));
	return {
		rows,
		columns: all.map(({ steps, ...column }) => {
			const known = new Map(steps.map(({ minute, again, at }) => [`${minute} ${again}`, at]));
			return { ...column, starts: rows.map(({ minute, again }) => known.get(`${minute} ${again}`)) };
		}),
	};
}

/** How many rows from the top an instant lies on a day, with its fraction; before and after that day, its ends. */
export function rowAt({ rows }: Axis, { from, until, starts }: Column, at: number): number {
	if (at <= from) return 0;
	if (at >= until) return rows.length;
	const row = starts.findLastIndex((start) => start !== undefined && start <= at);
	return row + (at - (starts[row] ?? at)) / stepMs;
}

/** The same for a time on the wall, in minutes after midnight: the first, where it comes twice. */
export function rowOfMinute({ rows }: Axis, minute: number): number {
	const row = rows.findIndex((each) => !each.again && each.minute + step > minute);
	return row < 0 ? rows.length : row + (minute - (rows[row]?.minute ?? minute)) / step;
}

const plain = Array.from({ length: 1440 / step }, (_, i) => ({ minute: i * step, again: false }));

function stepsOf(day: Day, zone: string) {
	const [from, until] = [startOfDay(day, zone), startOfDay(addDays(day, 1), zone)];
	// Asking a zone costs much more than counting, and on nearly all days there is nothing to ask.
	const even = offsetMinutes(from, zone) === offsetMinutes(until - 60_000, zone);
	const first = minuteOfDay(from, zone);
	const shown = new Set<number>();
	const steps: (Row & { at: number })[] = [];
	for (let at = from; at < until; at += stepMs) {
		const minute = even ? first + (at - from) / 60_000 : minuteOfDay(at, zone);
		steps.push({ minute, again: shown.has(minute), at });
		shown.add(minute);
	}
	return { day, from, until, steps };
}
