import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import { countdown } from "../../app/_ui/countdown.ts";
import type { Language } from "../../lib/languages/languages.js";
import { messagesIn } from "../../lib/languages/messages.ts";
import {
	placeWords,
	rounded,
	type Said,
	seatWords,
	turnWords,
	waitWords,
} from "../../lib/openings/place-words.ts";

const place = { turn: false, atFirst: 5_000, exact: false };
const others = ["de", "fr", "es"] as const;
const said = (language: Language): Said => ({
	language,
	words: createTranslator({ locale: language, messages: messagesIn(language), namespace: "opening" }),
});

test("words say no more than is known", () => {
	const en = said("en");
	expect([0, 7, 19.4, 47, 343, 1_243, 12_345].map(rounded)).toEqual([0, 7, 19, 45, 340, 1_240, 12_300]);
	expect(placeWords({ ...place, ahead: 1_239, of: 10_000 }, en)).toBe("About 1,240 of 10,000");
	expect(placeWords({ ...place, ahead: 0, of: 1 }, en)).toBe("You are next");
	expect(placeWords({ ...place, ahead: 2, of: 12, exact: true }, en)).toBe("Number 3 of 12");
	const waits = [1, 50, 480, 1_200, 4_000, 5_000, 100_000].map((ahead) =>
		waitWords({ ...place, ahead, of: 1 }, 50, en.words),
	);
	expect(waits).toEqual([
		"about a minute",
		"about 2 minutes",
		"about 10 minutes",
		"roughly 25 minutes",
		"roughly 1½ hours",
		"roughly 2 hours",
		"more than four hours",
	]);
	expect(waitWords({ ...place, ahead: 5, of: 1 }, 0, en.words)).toBeUndefined();
	expect(seatWords(2_000, 10, en)).toBe("More than 2,000 times are still free.");
	expect(seatWords(1, 0, en)).toBe("One time is still free.");
	expect(seatWords(7, 3, en)).toBe("7 times are still free.");
	expect(seatWords(300, 1_200, en)).toBe(
		"About 300 times are still free, and more people than that come before you: there may be none left for you.",
	);
	expect(seatWords(0, 3, en)).toBeUndefined();
});

test("each language says the same of a place, and writes its numbers its own way", () => {
	const far = { ...place, ahead: 1_239, of: 10_000 };
	expect(others.map((language) => placeWords(far, said(language)))).toEqual([
		"Etwa Platz 1.240 von 10.000",
		"Place 1\u202f240 environ sur 10\u202f000",
		"Turno 1240 de 10.000, más o menos",
	]);
	const turn = (language: Language) => turnWords({ ...place, ahead: 4_000, of: 1 }, 50, said(language));
	expect(others.map(turn)).toEqual([
		"Es dauert noch ungefähr 1½ Stunden, bis Sie dran sind.",
		"Il reste à peu près une heure et demie avant votre tour.",
		"Tu turno llega en una hora y media.",
	]);
	const seats = (language: Language) => [
		seatWords(1, 0, said(language)),
		seatWords(1_500, 9, said(language)),
	];
	expect(others.map(seats)).toEqual([
		["Eine Zeit ist noch frei.", "Etwa 1.500 Zeiten sind noch frei."],
		["Un créneau est encore libre.", "Environ 1\u202f500 créneaux sont encore libres."],
		["Queda una hora libre.", "Quedan unas 1500 horas libres."],
	]);
});

test("a count down tells days in each language", () => {
	const ms = (2 * 24 + 3) * 3_600_000;
	expect((["en", "de", "fr", "es"] as const).map((language) => countdown(ms, language))).toEqual([
		"2 days 3 h",
		"2 Tage 3 Std.",
		"2 jours 3 h",
		"2 días 3 h",
	]);
});
