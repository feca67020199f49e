import type { OwnDay } from "@/lib/rules/schema";
import type { Day } from "@/lib/time";
import { clockOfMinute, dayLabel } from "@/lib/time-words";
import { type Run, runsOf } from "./days-draft.ts";

/** `Thu 24 Dec`, `Thu 24 Dec – Sat 2 Jan 2027`: with the year where it is not this one. */
export function runLabel({ from, until }: Pick<Run, "from" | "until">, today: Day): string {
	const day = (one: Day) =>
		one.slice(0, 4) === today.slice(0, 4) ? dayLabel(one) : `${dayLabel(one)} ${one.slice(0, 4)}`;
	return from === until ? day(from) : `${day(from)} – ${day(until)}`;
}

/** `9:00–12:00, 14:00–16:00`, or `off` */
export function hoursLabel(spans: OwnDay["spans"], hour12: boolean): string {
	const clock = (minutes: number) => clockOfMinute(minutes, hour12);
	return (
		spans.map(({ startsMinute, endsMinute }) => `${clock(startsMinute)}–${clock(endsMinute)}`).join(", ") ||
		"off"
	);
}

/** What one list of days has that the other has not, each as a line. */
export function changes(before: OwnDay[], after: OwnDay[], today: Day, hour12: boolean): string[] {
	const key = (own: OwnDay) => JSON.stringify(own);
	const [old, now] = [new Set(before.map(key)), new Set(after.map(key))];
	const set = after.filter((own) => !old.has(key(own)));
	const set_ = new Set(after.map(({ day }) => day));
	const gone = before.filter((own) => !now.has(key(own)) && !set_.has(own.day));
	return [
		...runsOf(set).map((run) => `${runLabel(run, today)}: ${hoursLabel(run.spans, hour12)}`),
		...runsOf(gone).map((run) => `${runLabel(run, today)}: as usual`),
	];
}
