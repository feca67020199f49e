import type { Language } from "../languages/languages.js";
import { grouped } from "../languages/numbers.ts";
import type { Words } from "../languages/words.ts";
import type { Place } from "./place.ts";
import type { Opening } from "./schema.ts";

/** In whose words it is said. */
export type Said = { words: Words<"opening">; language: Language };

/** No more digits than are known: 7, 45, 340, 1,240, 12,300. */
export function rounded(count: number): number {
	if (count < 20) return Math.round(count);
	const step = 10 ** Math.max(0, Math.floor(Math.log10(count)) - (count < 1000 ? 1 : 2));
	const coarse = count < 100 ? 5 : step;
	return Math.round(count / coarse) * coarse;
}

/** `About 1,240 of 10,000`; `You are next`. */
export function placeWords({ ahead, of, exact }: Place, { words, language }: Said): string {
	if (ahead < 1) return words("place.next");
	const [number, all] = [ahead + 1, Math.max(of, ahead + 1)];
	const known = exact && ahead < 20;
	return words(known ? "place.exact" : "place.about", {
		number: grouped(known ? number : rounded(number), language),
		all: grouped(known ? all : rounded(all), language),
	});
}

/** `It takes roughly 25 minutes until it is your turn.`; undefined where nobody can say. */
export function turnWords(place: Place, perMinute: number, { words }: Said): string | undefined {
	const wait = waitWords(place, perMinute, words);
	return wait && words("wait.turn", { wait });
}

/** `roughly 25 minutes` */
export function waitWords({ ahead }: Place, perMinute: number, words: Said["words"]): string | undefined {
	if (perMinute <= 0) return undefined;
	const minutes = (ahead + 1) / perMinute;
	if (minutes <= 1) return words("wait.minute");
	if (minutes <= 10) return words("wait.few", { minutes: Math.ceil(minutes) });
	if (minutes <= 55) return words("wait.many", { minutes: Math.ceil(minutes / 5) * 5 });
	const halves = Math.ceil(minutes / 30);
	if (halves > 8) return words("wait.long");
	if (halves === 2) return words("wait.hour");
	return words(halves % 2 ? "wait.halfHours" : "wait.hours", { hours: Math.floor(halves / 2) });
}

// Nobody is told of more.
const mostCounted = 2_000;

/** What is still to be had, and whether it may be gone before one's turn. */
export function seatWords(
	freeSeats: number | null,
	ahead: number,
	{ words, language }: Said,
): string | undefined {
	if (freeSeats === null || freeSeats === 0) return undefined;
	if (freeSeats >= mostCounted) return words("seats.many", { shown: grouped(mostCounted, language) });
	const kind = freeSeats === 1 ? "one" : freeSeats < 20 ? "few" : "about";
	const shown = grouped(rounded(freeSeats), language);
	return words(freeSeats > ahead ? "seats.enough" : "seats.short", { kind, shown });
}

/** Who has one place, and so many bookings. */
export const eachOf = (audience: Opening["audience"]) => (audience === "anyone" ? "person" : "family");
