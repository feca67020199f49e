import type { Booking } from "../bookings/answer.ts";
import type { Language } from "../languages/languages.js";
import type { Words } from "../languages/words.ts";
import { wordsIn } from "../languages/words-in.ts";
import { dayOf, sameClock } from "../time.ts";
import { clock, dayLabel, zoneLabel } from "../time-words.ts";
import { datesTold, firstTold, type News } from "./series-words.ts";

/** What mails to bookers say, in a language. */
export const mailWords = (language: Language): Words<"mails"> => wordsIn(language, "mails");

/** `Mon 30 Nov, 9:00 and 4 more` */
export function first(booking: Booking, news: News, zone: string, language: Language = "en"): string {
	const { startsAt, more } = firstTold(booking, news);
	const when = at(startsAt, zone, language);
	return more ? mailWords(language)("andMore", { first: when, count: more }) : when;
}

/** `Mon 30 Nov, 9:00` */
export function at(instant: string, zone: string, language: Language = "en"): string {
	return `${dayLabel(dayOf(instant, zone), "short", language)}, ${clock(instant, zone)}`;
}

/** `Mon 30 Nov, 9:00, Berlin (UTC+1)`, and where the other's clocks differ, ` · 8:00, London (UTC)`, with its day where that differs, too. */
export function atBoth(instant: string, zone: string, other: string, language: Language): string {
	const own = `${at(instant, zone, language)}, ${zoneLabel(instant, zone)}`;
	if (sameClock(instant, zone, other)) return own;
	const sameDay = dayOf(instant, zone) === dayOf(instant, other);
	return `${own} · ${sameDay ? clock(instant, other) : at(instant, other, language)}, ${zoneLabel(instant, other)}`;
}

/** What the subjects of a booker's mails name. */
export function subjectOf(booking: Booking, news?: News) {
	const { type, teacher, startsAt, bookerTimeZone: zone, language } = booking;
	const when = news ? first(booking, news, zone, language) : at(startsAt, zone, language);
	const known = knownOnly(booking);
	return { type: type.name, teacher: teacher.name, when: known ? `${known} → ${when}` : when };
}

/** What a letter opens with, and that neither time stands, where its booker knows another one. */
export function withKnown(opening: string, booking: Booking): string {
	const known = knownOnly(booking);
	return known ? `${opening} ${mailWords(booking.language)("knownOnly", { known })}` : opening;
}

/** The time that its booker knows, of what was called off before they heard that it had moved: else they would come then. */
function knownOnly(booking: Booking): string | undefined {
	const { knownStart, bookerTimeZone, language } = booking;
	// One mail tells of many dates, which they have called off themselves.
	if (!knownStart || datesTold(booking, "cancelled")) return undefined;
	return at(knownStart, bookerTimeZone, language);
}
