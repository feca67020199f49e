import type { Language } from "@/lib/languages/languages";

const daysIn: Record<Language, (days: number, hours: number) => string> = {
	en: (days, hours) => `${days} ${days === 1 ? "day" : "days"} ${hours} h`,
	de: (days, hours) => `${days} ${days === 1 ? "Tag" : "Tage"} ${hours} Std.`,
	fr: (days, hours) => `${days} ${days === 1 ? "jour" : "jours"} ${hours} h`,
	es: (days, hours) => `${days} ${days === 1 ? "día" : "días"} ${hours} h`,
};

/** `12:34`, `3:12:34`, `2 days 3 h` */
export function countdown(ms: number, language: Language = "en"): string {
	const seconds = Math.max(0, Math.ceil(ms / 1_000));
	const [days, hours, minutes] = [
		Math.floor(seconds / 86_400),
		Math.floor(seconds / 3_600) % 24,
		Math.floor(seconds / 60) % 60,
	];
	if (days > 0) return daysIn[language](days, hours);
	const rest = String(seconds % 60).padStart(2, "0");
	return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}
