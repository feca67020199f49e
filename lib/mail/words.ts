import type { Booking } from "../bookings/schema.ts";
import type { Language } from "../languages/languages.js";
import type { Words } from "../languages/words.ts";
import { wordsIn } from "../languages/words-in.ts";
import { dayOf } from "../time.ts";
import { clock, dayLabel } from "../time-words.ts";
import { firstTold, type News } from "./series-words.ts";

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

/** What the subjects of a booker's mails name. */
export function subjectOf(booking: Booking, news?: News) {
	const { type, teacher, startsAt, bookerTimeZone: zone, language } = booking;
	const when = news ? first(booking, news, zone, language) : at(startsAt, zone, language);
	return { type: type.name, teacher: teacher.name, when };
}
