import type { Language } from "./languages.js";
import { messagesIn } from "./messages.ts";

type Sentences = { [key: string]: string | Sentences };

/** Where each English sentence of that room stands in it. */
const places = new Map(sentences(messagesIn("en").refusals).map(([place, sentence]) => [sentence, place]));
const rooms = new Map<Language, Map<string, string>>();

/**
 * A "no", or what to mend in a field, in the language of who asked. All of them are written in English where they are found,
 * and so stay one for the desk and for programs; what no booker meets has no other.
 */
export function saidIn(language: Language, sentence: string): string {
	const place = places.get(sentence);
	if (!place || language === "en") return sentence;
	const room = rooms.get(language) ?? new Map(sentences(messagesIn(language).refusals));
	rooms.set(language, room);
	return room.get(place) ?? sentence;
}

function sentences(room: Sentences, path = ""): [place: string, sentence: string][] {
	return Object.entries(room).flatMap(([key, said]) =>
		typeof said === "string" ? [[path + key, said] as [string, string]] : sentences(said, `${path}${key}.`),
	);
}
