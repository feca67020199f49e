import type ICAL from "ical.js";

const dayLength = 86_400_000;
const weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/** A day by its number since 1970, and what rules may say of it. */
type Day = {
	day: number;
	year: number;
	month: number;
	date: number;
	months: number;
	nth: number;
	years: number;
};
type Rule = {
	freq: string;
	interval: number;
	wkst: number;
	parts: Record<string, (number | string)[] | undefined>;
};

/**
 * The days of a rule that goes by days or longer, with their times, as RFC 5545 has them: each period (a day, a week, a
 * month, a year) gives what all of the rule's parts allow, and BYSETPOS picks from that. Milliseconds on the clock of a
 * wall as if it were UTC's, in order, from `start` to `until`; without a count only from about `from` on.
 */
export function* ruleStarts(
	recur: ICAL.Recur,
	start: number,
	from: number,
	until: number,
): Generator<number> {
	const rule = completed(recur, start);
	const times = timesOfDay(rule, start);
	const positions = rule.parts.BYSETPOS?.map(Number);
	let left = recur.count || Number.POSITIVE_INFINITY;
	for (const days of periods(rule, start, recur.count ? start : from, until)) {
		const matching = days.map(described).filter((day) => matches(day, rule));
		const all = matching.flatMap(({ day }) => times.map((time) => day * dayLength + time));
		const picked = positions
			? all.filter((_, i) => positions.some((n) => n === i + 1 || n === i - all.length))
			: all;
		for (const at of picked) {
			if (at < start) continue;
			if (left-- <= 0) return;
			yield at;
		}
	}
}

/** What a rule leaves open is as in its start. */
function completed({ freq, interval, wkst, parts }: ICAL.Recur, start: number): Rule {
	const { month, date, day } = described(Math.floor(start / dayLength));
	const given = { ...parts } as Rule["parts"];
	const weekday = [weekdays[weekdayOf(day)] as string];
	if (!given.BYDAY && !given.BYMONTHDAY && !given.BYYEARDAY) {
		if (given.BYWEEKNO || freq === "WEEKLY") given.BYDAY = weekday;
		else if (freq !== "DAILY") given.BYMONTHDAY = [date];
		if (freq === "YEARLY" && !given.BYWEEKNO) given.BYMONTH ??= [month];
	}
	return { freq, interval, wkst: (wkst ?? 2) - 1, parts: given };
}

function timesOfDay({ parts }: Rule, start: number): number[] {
	const at = new Date(start);
	const numbers = (name: string, usual: number) =>
		[...new Set((parts[name] ?? [usual]).map(Number))].sort((a, b) => a - b);
	return numbers("BYHOUR", at.getUTCHours()).flatMap((hour) =>
		numbers("BYMINUTE", at.getUTCMinutes()).flatMap((minute) =>
			numbers("BYSECOND", at.getUTCSeconds()).map((second) => ((hour * 60 + minute) * 60 + second) * 1000),
		),
	);
}

/** The days of each period on the rule's beat. */
function* periods(
	{ freq, interval, wkst }: Rule,
	start: number,
	from: number,
	until: number,
): Generator<number[]> {
	const first = new Date(start);
	const [year, month] = [first.getUTCFullYear(), first.getUTCMonth()];
	const day = Math.floor(start / dayLength);
	const week = day - ((weekdayOf(day) - wkst + 7) % 7);
	const begin: Record<string, (n: number) => number> = {
		DAILY: (n) => day + n,
		WEEKLY: (n) => week + 7 * n,
		MONTHLY: (n) => dayNumber(year, month + n),
		YEARLY: (n) => dayNumber(year + n, 0),
	};
	const at = begin[freq] as (n: number) => number;
	const days = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366 }[freq] ?? 1;
	const skipped = Math.max(0, Math.floor((from - start) / dayLength / days / interval) - 1);
	for (let n = skipped * interval; at(n) * dayLength <= until; n += interval) {
		const [begins, ends] = [at(n), at(n + 1)];
		yield Array.from({ length: ends - begins }, (_, i) => begins + i);
	}
}

function matches(day: Day, { freq, wkst, parts }: Rule): boolean {
	const has = (name: string, ...numbers: number[]) =>
		!parts[name] || parts[name].some((one) => numbers.includes(Number(one)));
	if (!has("BYMONTH", day.month) || !has("BYMONTHDAY", day.date, day.date - day.months - 1)) return false;
	if (!has("BYYEARDAY", day.nth, day.nth - day.years - 1)) return false;
	if (parts.BYWEEKNO && !has("BYWEEKNO", ...weekNumbers(day, wkst))) return false;
	const within = freq === "MONTHLY" || parts.BYMONTH ? [day.date, day.months] : [day.nth, day.years];
	const [nth = 1, length = 1] = within;
	const names = [Math.ceil(nth / 7), -Math.ceil((length - nth + 1) / 7)];
	return (
		!parts.BYDAY ||
		parts.BYDAY.some((one) => {
			const [, number, name] = /^([+-]?\d*)(\w\w)$/.exec(String(one)) ?? [];
			const counts = number && (freq === "MONTHLY" || freq === "YEARLY");
			return name === weekdays[weekdayOf(day.day)] && (!counts || names.includes(Number(number)));
		})
	);
}

/** The number of the week that a day is in, from the beginning of that week's year and from its end. */
function weekNumbers({ day, year }: Day, wkst: number): number[] {
	const firstWeek = (of: number) => {
		const fourth = dayNumber(of, 0) + 3;
		return fourth - ((weekdayOf(fourth) - wkst + 7) % 7);
	};
	const of = day < firstWeek(year) ? year - 1 : day >= firstWeek(year + 1) ? year + 1 : year;
	return [Math.floor((day - firstWeek(of)) / 7) + 1, Math.floor((day - firstWeek(of + 1)) / 7)];
}

function described(day: number): Day {
	const { year, starts } = yearOf(day);
	const month = starts.findLastIndex((first) => first <= day);
	const [newYear = 0, first = 0, next = 0] = [starts[0], starts[month], starts[month + 1]];
	return {
		...{ day, year, month: month + 1, date: day - first + 1, months: next - first },
		...{ nth: day - newYear + 1, years: (starts[12] ?? 0) - newYear },
	};
}

// Most days are of the year of the one before.
let known = { year: 0, starts: [0] };

/** The year that a day is in, with the numbers of its months' first days and the next year's. */
function yearOf(day: number) {
	if (day < (known.starts[0] ?? 0) || day >= (known.starts[12] ?? 0)) {
		const year = new Date(day * dayLength).getUTCFullYear();
		known = { year, starts: Array.from({ length: 13 }, (_, month) => dayNumber(year, month)) };
	}
	return known;
}

/** The number of a month's first day; months may be more than twelve. */
function dayNumber(year: number, month: number): number {
	return new Date(0).setUTCFullYear(year, month, 1) / dayLength;
}

/** 0 is Sunday. */
const weekdayOf = (day: number) => (((day + 4) % 7) + 7) % 7;
