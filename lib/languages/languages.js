// Plain JavaScript, since next.config.js, which the edge's own rules come from, reads it too.

/** The languages of what a booker sees. The first is for everybody whose own is not among them. */
export const languages = /** @type {const} */ (["en", "de", "fr", "es"]);

/** @typedef {(typeof languages)[number]} Language */

/** The first part of an address whose pages are for teachers and operators, and in English for everybody. */
export const inEnglish = ["desk", "docs", "decide", "ops"];

/** The cookie of who has chosen one: it wins over what the browser asks for. */
export const languageCookie = "firstbell_language";

/** @type {(text: unknown) => text is Language} */
export function isLanguage(text) {
	return languages.some((each) => each === text);
}

/**
 * The pattern of an Accept-Language in which a language comes before all others of ours. Browsers send them in their
 * order, so that their weights need no reading, and an edge can tell as well. There is one way alone to read each header:
 * with two, a long one would be read for ever.
 *
 * @param {Language} language
 */
export function asksFor(language) {
	const any = languages.join("|");
	return `^(?:(?!(?:${any})(?![a-z]))(?:[^, ][^,]*)?, *)*${language}(?![a-z]).*$`;
}

const asking = languages.map((language) => ({ language, pattern: new RegExp(asksFor(language)) }));

/**
 * The language of who asks: what they have chosen, what their browser asks for, ours.
 *
 * @param {string | null | undefined} chosen the cookie
 * @param {string | null | undefined} accepted the Accept-Language
 * @returns {Language}
 */
export function languageOf(chosen, accepted) {
	if (isLanguage(chosen)) return chosen;
	return asking.find(({ pattern }) => pattern.test(accepted ?? ""))?.language ?? languages[0];
}
