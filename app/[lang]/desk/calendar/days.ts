import { addDays, type Day, daysBetween, daysFrom } from "@/lib/time";

/** The first day of a week where the reader is: 1 is Monday, 7 is Sunday. Monday, where the browser does not know. */
export function firstWeekday(language: string | undefined): number {
	try {
		const locale = new Intl.Locale(language ?? "en-GB") as Intl.Locale & {
			getWeekInfo?: () => { firstDay: number };
			weekInfo?: { firstDay: number };
		};
		return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
	} catch {
		return 1;
	}
}

/** The first day of the week that a day lies in. */
export function weekStart(day: Day, first: number): Day {
	// 1 January 2024 was a Monday.
	const weekday = (((daysBetween("2024-01-01", day) % 7) + 7) % 7) + 1;
	return addDays(day, -((weekday - first + 7) % 7));
}

/** All weeks that a day's month touches. */
export function monthDays(day: Day, first: number): Day[] {
	const month = `${day.slice(0, 7)}-01`;
	const start = weekStart(month, first);
	const next = monthAfter(month, 1);
	return daysFrom(start, Math.ceil(daysBetween(start, next) / 7) * 7);
}

/** The first day of the month that comes so many months later. */
export function monthAfter(day: Day, months: number): Day {
	const [year = 0, month = 1] = day.split("-").map(Number);
	return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

export function isDay(text: string): boolean {
	return /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}
