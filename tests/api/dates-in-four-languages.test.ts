import { expect, test } from "vitest";
import { datesIn } from "../../lib/languages/dates.ts";
import { languages } from "../../lib/languages/languages.js";

const days = Array.from({ length: 366 }, (_, i) => new Date(Date.UTC(2028, 0, 1 + i)));
const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, " ");

test.each(languages)("%s writes whole days as its readers are used to", (language) => {
	const by = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
		...{ weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" },
	} as Intl.DateTimeFormatOptions);
	for (const day of days)
		expect(datesIn[language].whole(partsOf(day))).toBe(
			plain(by.format(day))
				.replace(/^(\w+day),/, "$1")
				// The first of a month has a word of its own, which Intl leaves out.
				.replace(/ 1 (?=\p{L}+ \d{4}$)/u, language === "fr" ? " 1er " : " 1 "),
		);
});

test.each(languages)("%s writes months as its readers are used to", (language) => {
	const by = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
		...{ month: "long", year: "numeric", timeZone: "UTC" },
	} as Intl.DateTimeFormatOptions);
	for (const day of days) expect(datesIn[language].month(partsOf(day))).toBe(plain(by.format(day)));
});

test.each(languages)("%s shortens no two days to the same", (language) => {
	const short = days.map((day) => datesIn[language].short(partsOf(day)));
	expect(new Set(short).size).toBe(days.length);
	for (const text of short) expect(text).toMatch(/^\p{L}{2,4}\.? \d{1,2}(er|\.)? \p{L}{3,5}\.?$/u);
});

function partsOf(day: Date) {
	return {
		weekday: (day.getUTCDay() + 6) % 7,
		date: day.getUTCDate(),
		month: day.getUTCMonth(),
		year: day.getUTCFullYear(),
	};
}
