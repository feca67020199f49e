import type { Language } from "../languages/languages.js";
import { dayOf } from "../time.ts";
import { clock, dayLabel } from "../time-words.ts";
import type { ListedWait, Wait } from "./schema.ts";

type Wanted = Pick<Wait | ListedWait, "kind" | "wantedFrom" | "timeZone">;

const anyTime: Record<Language, [ever: string, on: (day: string) => string]> = {
	en: ["any time", (day) => `any time on ${day}`],
	de: ["eine beliebige Zeit", (day) => `eine beliebige Zeit am ${day}`],
	fr: ["n’importe quelle heure", (day) => `n’importe quelle heure, ${day}`],
	es: ["cualquier hora", (day) => `cualquier hora, ${day}`],
};

type Told = { zone?: string; hour12?: boolean; length?: "short" | "long"; language?: Language };

/** `Mon 30 Nov, 9:00`, `any time on Mon 30 Nov`, `any time`: by the clock of who waits, unless said otherwise. */
export function wantedWords(
	{ kind, wantedFrom, timeZone }: Wanted,
	{ zone = timeZone, hour12 = false, length = "short", language = "en" }: Told = {},
): string {
	const [ever, on] = anyTime[language];
	if (!wantedFrom) return ever;
	// A day is one of their own calendar, whoever reads of it.
	if (kind === "day") return on(dayLabel(dayOf(wantedFrom, timeZone), length, language));
	return `${dayLabel(dayOf(wantedFrom, zone), length, language)}, ${clock(wantedFrom, zone, hour12)}`;
}

/** From when to when, of one who waits for a single start. */
export function wantedTimes({ kind, wantedFrom, minutes }: Pick<Wait, "kind" | "wantedFrom" | "minutes">) {
	if (kind !== "slot" || !wantedFrom) return undefined;
	const startsAt = wantedFrom;
	return { startsAt, endsAt: new Date(Date.parse(startsAt) + minutes * 60_000).toISOString() };
}

/** `1st`, `2nd`, `11th`; as a number with its ending in other languages: `2.` (Stelle), `2e` (place), `2.º` (lugar). */
export function placeWords(place: number, language: Language = "en"): string {
	if (language === "de") return `${place}.`;
	if (language === "fr") return place === 1 ? "1re" : `${place}e`;
	if (language === "es") return `${place}.º`;
	const [tens, ones] = [Math.floor(place / 10) % 10, place % 10];
	return `${place}${(tens !== 1 && ["th", "st", "nd", "rd"][ones]) || "th"}`;
}

const next: Record<Language, string> = {
	en: "When a time becomes free, it is kept for one person at a time, in the order in which they came. When it is your turn you get a mail, and the time is yours for two hours, or for half an hour if it is on the same day. Nights, from 22:00 to 7:00 your time, do not count.",
	de: "Wird eine Zeit frei, so wird sie immer nur für eine Person freigehalten, in der Reihenfolge der Anmeldung. Sind Sie dran, bekommen Sie eine Mail, und die Zeit gehört zwei Stunden lang Ihnen, eine halbe Stunde lang, wenn sie am selben Tag ist. Die Nacht, von 22:00 bis 7:00 Ihrer Zeit, zählt nicht mit.",
	fr: "Quand un créneau se libère, il est gardé pour une seule personne à la fois, dans l’ordre d’inscription. Quand c’est votre tour, vous recevez un mail, et le créneau est à vous pendant deux heures, ou une demi-heure s’il est le jour même. La nuit, de 22:00 à 7:00 à votre heure, ne compte pas.",
	es: "Cuando una hora queda libre, se guarda para una sola persona cada vez, por orden de llegada. Cuando es tu turno te llega un correo, y la hora es tuya durante dos horas, o durante media hora si es para el mismo día. La noche, de 22:00 a 7:00 en tu zona, no cuenta.",
};

/** What happens next, for who has just begun to wait. */
export function whatNext(language: Language = "en"): string {
	return next[language];
}
