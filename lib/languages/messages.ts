import { de } from "./de/index.ts";
import { en, type Messages } from "./en/index.ts";
import { es } from "./es/index.ts";
import { fr } from "./fr/index.ts";
import type { Language } from "./languages.js";

export type Room = keyof Messages;

const all: Record<Language, Messages> = { en, de, fr, es };

/** Everything that is said to a booker in a language, room by room. */
export function messagesIn(language: Language): Messages {
	return all[language];
}
