import type { Rules, Schedule } from "@/lib/rules/schema";
import type { Day } from "@/lib/time";

/** Why a day is not as usual, and what it is called. */
export type Mark = { kind: "off" | "own" | "holiday"; label: string };

/** The days that are not as usual: those of their own, and the holidays on which nobody works. */
export function marksOf({ ownDays }: Schedule, { holidays, worked }: Rules): Map<Day, Mark> {
	const free = holidays.filter(({ name }) => !worked.includes(name));
	return new Map<Day, Mark>([
		...free.map(({ day, name }): [Day, Mark] => [day, { kind: "holiday", label: name }]),
		...ownDays.map(({ day, spans }): [Day, Mark] => [
			day,
			spans.length ? { kind: "own", label: "other hours" } : { kind: "off", label: "day off" },
		]),
	]);
}
