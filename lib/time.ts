/**
 * Zones and days, for server and browser alike: nothing here but `Intl` and arithmetic.
 *
 * A day is its local date, `2026-11-30`. An instant is ISO 8601 or milliseconds since 1970.
 */
export type Instant = string | number;
export type Day = string;

const minute = 60_000;
const dayLength = 1440 * minute;

/** The local day of an instant. */
export function dayOf(at: Instant, zone: string): Day {
	return new Date(ms(at) + offsetMinutes(at, zone) * minute).toISOString().slice(0, 10);
}

/** The first instant of a local day, in milliseconds: midnight, or what follows the gap where there is none. */
export function startOfDay(day: Day, zone: string): number {
	const wall = Date.parse(`${day}T00:00:00Z`);
	const before = wall - offsetMinutes(wall - dayLength, zone) * minute;
	const after = wall - offsetMinutes(wall + dayLength, zone) * minute;
	const earliest = Math.min(before, after);
	if (dayOf(earliest, zone) === day) return earliest;
	const latest = Math.max(before, after);
	return dayOf(latest - minute, zone) === day ? firstMinute(day, zone, earliest, latest) : latest;
}

export function addDays(day: Day, count: number): Day {
	return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayLength).toISOString().slice(0, 10);
}

export function daysFrom(day: Day, count: number): Day[] {
	return Array.from({ length: count }, (_, i) => addDays(day, i));
}

/** How many minutes after `from` an instant comes. */
export function minutesBetween(from: Instant, to: Instant): number {
	return Math.round((ms(to) - ms(from)) / 60_000);
}

/** How many days after `from` a day comes. */
export function daysBetween(from: Day, to: Day): number {
	return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayLength);
}

/** The ISO 8601 week, in UTC, that an instant lies in: `2026-W48`. */
export function weekOf(at: Instant): string {
	const date = new Date(ms(at));
	// A week belongs to the year its Thursday lies in.
	const thursday = ms(at) + (3 - ((date.getUTCDay() + 6) % 7)) * dayLength;
	const year = new Date(thursday).getUTCFullYear();
	const week = 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * dayLength));
	return `${year}-W${String(week).padStart(2, "0")}`;
}

/** Every ISO week that `[from, until)` touches. */
export function weeksTouched(from: Instant, until: Instant): string[] {
	const weeks: string[] = [];
	for (let at = ms(from); at < ms(until); at += 7 * dayLength) weeks.push(weekOf(at));
	const last = weekOf(ms(until) - 1);
	return weeks.includes(last) ? weeks : [...weeks, last];
}

export function groupByDay<T extends { startsAt: string }>(list: readonly T[], zone: string): Map<Day, T[]> {
	return Map.groupBy(list, (one) => dayOf(one.startsAt, zone));
}

/** Minutes after local midnight: 540 at 9:00. */
export function minuteOfDay(at: Instant, zone: string): number {
	const minutes = Math.floor(ms(at) / minute) + offsetMinutes(at, zone);
	return ((minutes % 1440) + 1440) % 1440;
}

/** What a zone's clocks show, to the minute, as a form's field writes it: `2026-11-30T09:00`. */
export function localTime(at: Instant, zone: string): string {
	return new Date(ms(at) + offsetMinutes(at, zone) * minute).toISOString().slice(0, 16);
}

/** When a zone's clocks show that, in milliseconds: the earlier one where they do twice, undefined where they never do. */
export function instantAt(local: string, zone: string): number | undefined {
	const wall = Date.parse(`${local}Z`);
	if (Number.isNaN(wall)) return undefined;
	return [wall - dayLength, wall + dayLength]
		.map((near) => wall - offsetMinutes(near, zone) * minute)
		.sort((a, b) => a - b)
		.find((at) => localTime(at, zone) === localTime(wall, "UTC"));
}

/** Minutes that a zone's clocks are ahead of UTC at an instant: 345 in Kathmandu. */
export function offsetMinutes(at: Instant, zone: string): number {
	const whole = Math.floor(ms(at) / minute) * minute;
	const wall: Record<string, number> = {};
	for (const { type, value } of clockIn(zone).formatToParts(whole)) wall[type] = Number(value);
	const local = Date.UTC(wall.year ?? 0, (wall.month ?? 1) - 1, wall.day, wall.hour, wall.minute);
	return Math.round((local - whole) / minute);
}

/** Whether two zones' clocks show the same at an instant, as Berlin's and Paris's do. */
export function sameClock(at: Instant, zone: string, other: string): boolean {
	return zone === other || offsetMinutes(at, zone) === offsetMinutes(at, other);
}

let listed: Set<string> | undefined;

/** A zone that both browser and server know, or undefined. */
export function knownZone(zone: string | null | undefined): string | undefined {
	if (zone === "GMT" || zone === "Etc/UTC") return "UTC";
	if (!zone || (zone !== "UTC" && !zone.includes("/"))) return undefined;
	// A look in the list costs a thousandth of what a formatter does, which knows the old names, too.
	listed ??= new Set(Intl.supportedValuesOf("timeZone"));
	if (listed.has(zone)) return zone;
	try {
		new Intl.DateTimeFormat("en", { timeZone: zone });
		return zone;
	} catch {
		return undefined;
	}
}

/** Every zone there is to choose from. */
export function allZones(): string[] {
	return [
		"UTC",
		...Intl.supportedValuesOf("timeZone").filter((zone) => zone.includes("/") && zone !== "Etc/UTC"),
	];
}

function ms(at: Instant): number {
	return typeof at === "number" ? at : Date.parse(at);
}

// A formatter takes longer to build than to use.
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockIn(zone: string): Intl.DateTimeFormat {
	const known = clocks.get(zone);
	if (known) return known;
	const made = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
		timeZone: zone,
		hourCycle: "h23",
		year: "numeric",
		month: "numeric",
		day: "numeric",
		hour: "numeric",
		minute: "numeric",
	});
	// Zones come from outside, in any mixture of capitals.
	if (clocks.size >= 1000) clocks.clear();
	clocks.set(zone, made);
	return made;
}

/** Midnight falls into a gap: halve the distance until the first minute of the day is found. */
function firstMinute(day: Day, zone: string, before: number, within: number): number {
	let low = before;
	let high = within;
	while (high - low > minute) {
		const middle = Math.floor((low + high) / 2 / minute) * minute;
		if (dayOf(middle, zone) === day) high = middle;
		else low = middle;
	}
	return high;
}
