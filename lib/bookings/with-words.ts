import type { Language } from "../languages/languages.js";

const between: Record<Language, string> = { en: "with", de: "mit", fr: "avec", es: "con" };

/** `Maths lesson with Ms Okafor` */
export function withWords(type: string, teacher: string, language: Language = "en"): string {
	return `${type} ${between[language]} ${teacher}`;
}
