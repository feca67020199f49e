import type { OwnDay } from "@/lib/rules/schema";
import { addDays, type Day, daysBetween, daysFrom } from "@/lib/time";

/** Days one after the other that have the same hours. */
export type Run = { from: Day; until: Day; spans: OwnDay["spans"] };

/** As many days as one schedule can have of its own. */
export const mostDays = 400;

export function runsOf(days: readonly OwnDay[]): Run[] {
	const runs: Run[] = [];
	for (const { day, spans } of days.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
		const last = runs.at(-1);
		if (last && addDays(last.until, 1) === day && JSON.stringify(last.spans) === JSON.stringify(spans))
			last.until = day;
		else runs.push({ from: day, until: day, spans });
	}
	return runs;
}

export function daysOf({ from, until, spans }: Run): OwnDay[] {
	return daysFrom(from, daysBetween(from, until) + 1).map((day) => ({ day, spans }));
}

/** These days as the run has them, instead of what they had. */
export function withRun(days: readonly OwnDay[], run: Run): OwnDay[] {
	return [...withoutRun(days, run), ...daysOf(run)].toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** These days as usual. */
export function withoutRun(days: readonly OwnDay[], { from, until }: Run): OwnDay[] {
	return days.filter(({ day }) => day < from || day > until);
}
