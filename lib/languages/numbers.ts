import type { Language } from "./languages.js";

const between: Record<Language, string> = { en: ",", de: ".", fr: "\u202f", es: "." };

/** `1,240`, `1.240`: spelled here, since servers and browsers do not agree on it. Spanish leaves four digits as they are. */
export function grouped(count: number, language: Language = "en"): string {
	const digits = String(count);
	if (language === "es" && digits.length < 5) return digits;
	return digits.replace(/\B(?=(\d{3})+$)/g, between[language]);
}
