import type { Language } from "../languages/languages.js";
import type { AppointmentType } from "./schema.ts";

type Durations = Pick<AppointmentType, "durationMinutes" | "otherDurations">;

/** All that may be chosen, the shortest first. */
export function durationsOf({ durationMinutes, otherDurations }: Durations): number[] {
	return [...new Set([durationMinutes, ...otherDurations])].sort((a, b) => a - b);
}

const or: Record<Language, string> = { en: "or", de: "oder", fr: "ou", es: "o" };

/** `30 min` */
export function minutesWords(minutes: number | string, language: Language = "en"): string {
	return `${minutes} ${language === "de" ? "Min." : "min"}`;
}

/** `30 min`, `30, 45 or 60 min` */
export function durationWords(type: Durations, language: Language = "en"): string {
	const all = durationsOf(type);
	const last = all.at(-1) ?? 0;
	return minutesWords(
		all.length > 1 ? `${all.slice(0, -1).join(", ")} ${or[language]} ${last}` : last,
		language,
	);
}
