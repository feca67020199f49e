import { dayOf, sameClock } from "../time.ts";
import { clock, dayLabel, zoneLabel } from "../time-words.ts";

type Time = { startsAt: string; endsAt: string };

/** `Monday 30 November 2026, 9:00 – 9:30, Berlin (UTC+1)`; plain `UTC` where the zone is that. */
export function timeIn({ startsAt, endsAt }: Time, zone: string): string {
	const day = dayOf(startsAt, zone);
	const span = `${clock(startsAt, zone)} – ${clock(endsAt, zone)}`;
	return `${dayLabel(day, "long")} ${day.slice(0, 4)}, ${span}, ${zoneLabel(startsAt, zone)}`;
}

/** When it is, in the reader's zone first, and in the other's where its clocks differ. */
export function when(time: Time, zone: string, other: string): string[] {
	return sameClock(time.startsAt, zone, other)
		? [timeIn(time, zone)]
		: [timeIn(time, zone), timeIn(time, other)];
}
