import { languages } from "../../lib/languages/languages.js";

/** What may stand in an Accept-Language, and what people make of it. */
export const languageTags = [
	...languages,
	...["de-DE", "fr-CH", "es-419", "it", "den", "*", "x-en", "", " ", "de;q=0.1"],
];
