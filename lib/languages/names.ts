import { isLanguage, type Language, languages } from "./languages.js";

/** What each language calls itself. */
export const languageNames: Record<Language, string> = {
	en: "English",
	de: "Deutsch",
	fr: "Français",
	es: "Español",
};

/** The language that a table names: by its tag, or as any of our languages calls it. */
export function namedLanguage(text: string): Language | undefined {
	const asked = text.trim().toLowerCase();
	if (isLanguage(asked)) return asked;
	return languages.find((language) =>
		languages.some(
			(by) => new Intl.DisplayNames([by], { type: "language" }).of(language)?.toLowerCase() === asked,
		),
	);
}
