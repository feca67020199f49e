import { dayLabel } from "@/lib/time-words";

/** `30 Nov` */
export const dayOfMonth = (day: string): string => dayLabel(day).slice(4);

/** `7.5 h` */
export const hoursWords = (minutes: number): string => `${Math.round(minutes / 6) / 10} h`;

/** `62 %`; a dash of nothing. */
export const percentWords = (part: number, whole: number): string =>
	whole > 0 ? `${Math.round((100 * part) / whole)} %` : "–";
