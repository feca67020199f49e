import type { Language } from "./languages.js";

/** Days and months from Monday and January, counted from 0. */
export type DateParts = { weekday: number; date: number; month: number; year: number };

type Dates = {
	/** `Mon 30 Nov` */
	short(day: DateParts): string;
	/** `Monday 30 November` */
	long(day: DateParts): string;
	/** The same with its year. */
	whole(day: DateParts): string;
	/** `30` */
	date(day: DateParts): string;
	/** `30 Nov` */
	dated(day: DateParts): string;
	/** `November 2026` */
	month(day: DateParts): string;
};

const named = (names: string) => {
	const each = names.split(" ");
	return (index: number) => each[index] ?? "";
};

const en = {
	weekday: named("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
	month: named("January February March April May June July August September October November December"),
};
const de = {
	weekday: named("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
	month: named("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
	brief: named("Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez."),
};
const fr = {
	weekday: named("lundi mardi mercredi jeudi vendredi samedi dimanche"),
	month: named("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
	brief: named("janv. févr. mars avr. mai juin juill. août sept. oct. nov. déc."),
};
const es = {
	weekday: named("lunes martes miércoles jueves viernes sábado domingo"),
	month: named("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
};
/** The first of a month has a word of its own. */
const ordinal = (date: number) => (date === 1 ? "1er" : String(date));

/** How each language writes a date, spelled here so that server and browser agree letter by letter. */
export const datesIn: Record<Language, Dates> = {
	en: {
		short: ({ weekday, date, month }) =>
			`${en.weekday(weekday).slice(0, 3)} ${date} ${en.month(month).slice(0, 3)}`,
		long: ({ weekday, date, month }) => `${en.weekday(weekday)} ${date} ${en.month(month)}`,
		whole: ({ weekday, date, month, year }) => `${en.weekday(weekday)} ${date} ${en.month(month)} ${year}`,
		date: ({ date }) => String(date),
		dated: ({ date, month }) => `${date} ${en.month(month).slice(0, 3)}`,
		month: ({ month, year }) => `${en.month(month)} ${year}`,
	},
	de: {
		short: ({ weekday, date, month }) => `${de.weekday(weekday).slice(0, 2)} ${date}. ${de.brief(month)}`,
		long: ({ weekday, date, month }) => `${de.weekday(weekday)}, ${date}. ${de.month(month)}`,
		whole: ({ weekday, date, month, year }) => `${de.weekday(weekday)}, ${date}. ${de.month(month)} ${year}`,
		date: ({ date }) => `${date}.`,
		dated: ({ date, month }) => `${date}. ${de.brief(month)}`,
		month: ({ month, year }) => `${de.month(month)} ${year}`,
	},
	fr: {
		short: ({ weekday, date, month }) =>
			`${fr.weekday(weekday).slice(0, 3)}. ${ordinal(date)} ${fr.brief(month)}`,
		long: ({ weekday, date, month }) => `${fr.weekday(weekday)} ${ordinal(date)} ${fr.month(month)}`,
		whole: ({ weekday, date, month, year }) =>
			`${fr.weekday(weekday)} ${ordinal(date)} ${fr.month(month)} ${year}`,
		date: ({ date }) => ordinal(date),
		dated: ({ date, month }) => `${ordinal(date)} ${fr.brief(month)}`,
		month: ({ month, year }) => `${fr.month(month)} ${year}`,
	},
	es: {
		short: ({ weekday, date, month }) =>
			`${es.weekday(weekday).slice(0, 3)} ${date} ${es.month(month).slice(0, 3)}`,
		long: ({ weekday, date, month }) => `${es.weekday(weekday)}, ${date} de ${es.month(month)}`,
		whole: ({ weekday, date, month, year }) =>
			`${es.weekday(weekday)}, ${date} de ${es.month(month)} de ${year}`,
		date: ({ date }) => String(date),
		dated: ({ date, month }) => `${date} ${es.month(month).slice(0, 3)}`,
		month: ({ month, year }) => `${es.month(month)} de ${year}`,
	},
};

/** Each day of a week, from Monday. */
export const weekdays = Array.from({ length: 7 }, (_, day) => en.weekday(day));
