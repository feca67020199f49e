import type { Language } from "../languages/languages.js";
import type { Booking } from "./answer.ts";

type Answer = Booking["answers"][number];

/** What was said to a type's questions, for a reader; what was left empty is left out. */
export function answersSaid(answers: Answer[], language: Language = "en"): { label: string; said: string }[] {
	return answers
		.map(({ label, answer }) => ({ label, said: answer === false ? "" : answerWords(answer, language) }))
		.filter(({ said }) => said !== "");
}

const ticked: Record<Language, [yes: string, no: string]> = {
	en: ["Yes", "No"],
	de: ["Ja", "Nein"],
	fr: ["Oui", "Non"],
	es: ["Sí", "No"],
};

/** What was said to a question; one that is only ticked has no words. */
export function answerWords(answer: Answer["answer"], language: Language = "en"): string {
	const [yes, no] = ticked[language];
	return typeof answer === "string" ? answer.trim() : answer ? yes : no;
}

/** `Which class?`, `Level:` */
export function askedWords(label: string, language: Language = "en"): string {
	if (!/[\p{L}\p{N}]$/u.test(label)) return label;
	return `${label}${language === "fr" ? "\u202f" : ""}:`;
}
