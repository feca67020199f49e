import type { Language } from "../languages/languages.js";
import type { Booking } from "./answer.ts";

type Place = Booking["place"];

const phone: Record<Language, string> = {
	en: "By phone",
	de: "Per Telefon",
	fr: "Par téléphone",
	es: "Por teléfono",
};
const video: Record<Language, string> = {
	en: "By video call",
	de: "Per Videoanruf",
	fr: "En visioconférence",
	es: "Por videollamada",
};

/** Where one meets, such as `By phone: 020 7946 0000`; nothing where nothing was said of it. */
export function placeWords({ kind, text }: Place, language: Language = "en"): string {
	const how = kind === "phone" ? phone[language] : kind === "video" ? video[language] : "";
	return [how, text].filter(Boolean).join(language === "fr" ? "\u202f: " : ": ");
}
