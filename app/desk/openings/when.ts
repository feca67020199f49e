import { dayOf } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";

/** `Monday 30 November, 9:00`, with its year where that is another one. */
export function whenIn(at: string, zone: string, hour12: boolean, now: number): string {
	const day = dayOf(at, zone);
	const year = day.slice(0, 4) === dayOf(now, zone).slice(0, 4) ? "" : ` ${day.slice(0, 4)}`;
	return `${dayLabel(day, "long")}${year}, ${clock(at, zone, hour12)}`;
}
