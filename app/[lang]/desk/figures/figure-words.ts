import { dayLabel } from "@/lib/time-words";

/** `30 Nov` */
export const dayOfMonth = (day: string): string => dayLabel(day).slice(4);

/** `7.5 h` */
export const hoursWords = (minutes: number): string => `${Math.round(minutes / 6) / 10} h`;

/** `62 %`; a dash of nothing. */
export const percentWords = (part: number, whole: number): string =>
	whole > 0 ? `${Math.round((100 * part) / whole)} %` : "–";

/** The top of a scale: a whole number of steps, so that its half is one that can be read. */
export const topOf = (values: number[], step: number): number =>
	Math.max(1, Math.ceil(Math.max(...values) / step)) * step;
