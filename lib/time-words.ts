import { datesIn } from "./languages/dates.ts";
import type { Language } from "./languages/languages.js";
import { type Day, dayOf, type Instant, minuteOfDay, offsetMinutes } from "./time.ts";

/**
 * What times, days and zones are called, for server and browser alike.
 *
 * Words are spelled here and not by `Intl`: Node and browsers ship different locale data ("Sep", "Sept"), and a
 * page that was rendered on the server must read the same in the browser, letter by letter.
 */
/** `9:00`, or `9:00 am` where people count to twelve. */
export function clock(at: Instant, zone: string, hour12 = false): string {
	return clockOfMinute(minuteOfDay(at, zone), hour12);
}

/** The same for minutes after midnight. */
export function clockOfMinute(minutes: number, hour12 = false): string {
	const hour = Math.floor(minutes / 60) % 24;
	const rest = String(minutes % 60).padStart(2, "0");
	return hour12 ? `${hour % 12 || 12}:${rest} ${hour < 12 ? "am" : "pm"}` : `${hour}:${rest}`;
}

/** `Mon 30 Nov`, or in full `Monday 30 November`, or with its year. */
export function dayLabel(
	day: Day,
	length: "short" | "long" | "whole" = "short",
	language: Language = "en",
): string {
	return datesIn[language][length](parts(day));
}

/** `November 2026` */
export function monthLabel(day: Day, language: Language = "en"): string {
	return datesIn[language].month(parts(day));
}

/** `Monday 30 November, 9:00`, with its year where that is another one than now. */
export function momentLabel(
	at: Instant,
	zone: string,
	hour12: boolean,
	now: Instant = at,
	language: Language = "en",
): string {
	const day = dayOf(at, zone);
	const sameYear = day.slice(0, 4) === dayOf(now, zone).slice(0, 4);
	return `${datesIn[language][sameYear ? "long" : "whole"](parts(day))}, ${clock(at, zone, hour12)}`;
}

/** `9:00` on the day of now, and else as `momentLabel` has it. */
export function nearLabel(
	at: Instant,
	zone: string,
	hour12: boolean,
	now: Instant,
	language: Language = "en",
): string {
	return dayOf(at, zone) === dayOf(now, zone)
		? clock(at, zone, hour12)
		: momentLabel(at, zone, hour12, now, language);
}

/** `30 Nov – 6 Dec`, `1 – 7 Dec` within one month. */
export function spanLabel(from: Day, to: Day, language: Language = "en"): string {
	const { date, dated } = datesIn[language];
	const [start, end] = [parts(from), parts(to)];
	return `${start.month === end.month ? date(start) : dated(start)} – ${dated(end)}`;
}

/** `UTC+5:45` */
export function offsetLabel(at: Instant, zone: string): string {
	const offset = offsetMinutes(at, zone);
	if (offset === 0) return "UTC";
	const hours = Math.floor(Math.abs(offset) / 60);
	const rest = Math.abs(offset) % 60;
	return `UTC${offset < 0 ? "−" : "+"}${hours}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}

/** Cities that browsers still file under an older spelling. */
const respelled: Record<string, string> = {
	Calcutta: "Kolkata",
	Katmandu: "Kathmandu",
	Kiev: "Kyiv",
	Rangoon: "Yangon",
	Saigon: "Ho Chi Minh City",
};

/** `Europe/Berlin` is `Berlin` to people. */
export function zoneCity(zone: string): string {
	const city = zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
	return respelled[city] ?? city;
}

/** `Berlin (UTC+1)`; UTC needs no further name. */
export function zoneLabel(at: Instant, zone: string): string {
	return zone === "UTC" ? "UTC" : `${zoneCity(zone)} (${offsetLabel(at, zone)})`;
}

/** Whether readers of a language tag expect am and pm. */
export function readsHour12(language: string | undefined): boolean {
	try {
		return new Intl.DateTimeFormat(language, { hour: "numeric" }).resolvedOptions().hour12 ?? false;
	} catch {
		return false;
	}
}

function parts(day: Day) {
	const date = new Date(`${day}T00:00:00Z`);
	return {
		weekday: (date.getUTCDay() + 6) % 7,
		date: date.getUTCDate(),
		month: date.getUTCMonth(),
		year: date.getUTCFullYear(),
	};
}
