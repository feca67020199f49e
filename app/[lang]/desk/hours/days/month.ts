import { addDays, type Day, daysFrom } from "@/lib/time";

export function firstOfMonth(day: Day): Day {
	return `${day.slice(0, 7)}-01`;
}

/** The same day of another month; its last one where that month is shorter. */
export function monthsOn(day: Day, count: number): Day {
	const first = new Date(`${firstOfMonth(day)}T00:00:00Z`);
	first.setUTCMonth(first.getUTCMonth() + count);
	const month = first.toISOString().slice(0, 7);
	first.setUTCMonth(first.getUTCMonth() + 1);
	const last = addDays(first.toISOString().slice(0, 10), -1);
	const same = `${month}-${day.slice(8)}`;
	return same < last ? same : last;
}

/** The weeks that a month touches, each from Monday to Sunday. */
export function weeksOf(first: Day): Day[][] {
	const before = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
	const next = firstOfMonth(monthsOn(first, 1));
	const weeks: Day[][] = [];
	for (let monday = addDays(first, -before); monday < next; monday = addDays(monday, 7))
		weeks.push(daysFrom(monday, 7));
	return weeks;
}
