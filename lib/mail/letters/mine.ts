import "server-only";
import { env } from "../../env.ts";
import type { Language } from "../../languages/languages.js";
import { linkSeconds, signLink } from "../../mine/ref.ts";
import type { Letter } from "../letter.ts";
import { mailWords } from "../words.ts";

/** What api.take_mails gives of a booker. */
export type BookerAnswer = { booker_id: string; version: number; email: string; language: Language };

/** The link to all bookings under an address, which somebody asked for. Its time begins as the mail is written. */
export function mineLetter({ booker_id, version, email, language }: BookerAnswer): Letter {
	const words = mailWords(language);
	const until = Math.floor(Date.now() / 1000) + linkSeconds;
	return {
		subject: words("mine.subject"),
		greeting: words("helloAnybody"),
		opening: words("mine.opening"),
		facts: [email, words("mine.goodFor")],
		action: {
			label: words("mine.action"),
			url: `${env().APP_URL}/mine/${signLink({ bookerId: booker_id, version, until })}`,
		},
		closing: words("mine.closing"),
	};
}
