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

/** What some days are to be: those that have hours of their own, the others of them as usual. */
export type DaysEdit = { days: Day[]; own: OwnDay[] };

/** These days as the run has them, and as usual what it stands instead of. */
export function setting(run: Run, instead = run): DaysEdit {
	const own = daysOf(run);
	return { days: [...own, ...daysOf(instead)].map(({ day }) => day), own };
}

/** These days as usual. */
export function dropping(run: Run): DaysEdit {
	return { days: daysOf(run).map(({ day }) => day), own: [] };
}

export const isGone = ({ own }: DaysEdit) => own.length === 0;

/** From the first of its days until the last. */
export function runOf({ days }: DaysEdit): Pick<Run, "from" | "until"> {
	const [from = "", ...others] = days.toSorted();
	return { from, until: others.at(-1) ?? from };
}

/** What has the same days be again what they are. */
export function undoing({ days }: DaysEdit, now: readonly OwnDay[]): DaysEdit {
	return { days, own: now.filter(({ day }) => days.includes(day)) };
}

export function withEdit(now: readonly OwnDay[], { days, own }: DaysEdit): OwnDay[] {
	const others = now.filter(({ day }) => !days.includes(day));
	return [...others, ...own].toSorted((a, b) => (a.day < b.day ? -1 : 1));
}
