import type { Language } from "../languages/languages.js";
import { dayOf, sameClock } from "../time.ts";
import { clock, dayLabel, zoneLabel } from "../time-words.ts";

type Time = { startsAt: string; endsAt: string };

/** `Monday 30 November 2026, 9:00 – 9:30, Berlin (UTC+1)`; plain `UTC` where the zone is that. */
export function timeIn({ startsAt, endsAt }: Time, zone: string, language: Language = "en"): string {
	const span = `${clock(startsAt, zone)} – ${clock(endsAt, zone)}`;
	return `${dayLabel(dayOf(startsAt, zone), "whole", language)}, ${span}, ${zoneLabel(startsAt, zone)}`;
}

/** When it is, in the reader's zone first, and in the other's where its clocks differ. */
export function when(time: Time, zone: string, other: string, language: Language = "en"): string[] {
	return sameClock(time.startsAt, zone, other)
		? [timeIn(time, zone, language)]
		: [timeIn(time, zone, language), timeIn(time, other, language)];
}
