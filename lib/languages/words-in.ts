import "server-only";
import { createTranslator } from "next-intl";
import type { Language } from "./languages.js";
import { messagesIn, type Room } from "./messages.ts";
import type { Words } from "./words.ts";

const made = new Map<string, unknown>();

/** What is said in a room in a language, where no page is made: in mails, in files. What is not there is a fault, and loud. */
export function wordsIn<R extends Room>(language: Language, room: R): Words<R> {
	const key = `${language} ${room}`;
	const words =
		made.get(key) ??
		createTranslator({
			...{ locale: language, messages: messagesIn(language), namespace: room, timeZone: "UTC" },
			onError: (error) => {
				throw error;
			},
		});
	made.set(key, words);
	return words as Words<R>;
}
