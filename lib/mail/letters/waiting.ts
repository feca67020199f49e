import "server-only";
import { when } from "../../bookings/when.ts";
import { env } from "../../env.ts";
import type { Wait } from "../../waits/schema.ts";
import { placeWords, wantedTimes, wantedWords, whatNext } from "../../waits/wait-words.ts";
import type { Letter } from "../letter.ts";
import { mailWords } from "../words.ts";

/** They are on the list. The address was typed by anybody, so the way off it is as near as the way back. */
export function waitingLetter(wait: Wait): Letter {
	if (wait.isClosed) return closedLetter(wait);
	const { name, teacher, type, place, timeZone, language } = wait;
	const words = mailWords(language);
	const times = wantedTimes(wait);
	const wanted = wantedWords(wait, { language });
	return {
		subject: words("waiting.subject", { type: type.name, teacher: teacher.name, wanted }),
		greeting: words("hello", { name }),
		opening: words("waiting.opening", { teacher: teacher.name }),
		facts: [
			type.name,
			...(times ? when(times, timeZone, teacher.timeZone, language) : [words("waiting.for", { wanted })]),
			...(place ? [words("waiting.place", { place: placeWords(place, language) })] : []),
		],
		action: { label: words("waiting.action"), url: `${env().APP_URL}/wait/${wait.ref}` },
		closing: `${whatNext(language)} ${words("waiting.notYou")}`,
	};
}

/** Their list was closed while they waited: a place in it is a promise no more, and who waits for a mail is told so. */
function closedLetter({ name, teacher, type, ref, language, ...wait }: Wait): Letter {
	const words = mailWords(language);
	return {
		subject: words("waiting.closed.subject", { type: type.name, teacher: teacher.name }),
		greeting: words("hello", { name }),
		opening: words("waiting.closed.opening", { teacher: teacher.name, type: type.name }),
		facts: [type.name, words("waiting.closed.waitedFor", { wanted: wantedWords(wait, { language }) })],
		action: { label: words("waiting.action"), url: `${env().APP_URL}/wait/${ref}` },
		closing: words("waiting.closed.closing"),
	};
}
