import { dayOf, type Instant } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";

/** `Monday 11 January, 9:00`, with the year where it is another. */
export function opensLabel(at: Instant, zone: string, hour12: boolean, now: number): string {
	const day = dayOf(at, zone);
	const year = day.slice(0, 4);
	return [
		dayLabel(day, "long"),
		year !== dayOf(now, zone).slice(0, 4) && ` ${year}`,
		`, ${clock(at, zone, hour12)}`,
	]
		.filter(Boolean)
		.join("");
}
