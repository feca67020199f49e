import { isLanguage, type Language } from "@/lib/languages/languages";

/** In a browser, the language of the page that is looked at, for what no component says. */
export function spokenHere(): Language {
	const { lang } = document.documentElement;
	return isLanguage(lang) ? lang : "en";
}
