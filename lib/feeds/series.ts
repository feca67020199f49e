import ICAL from "ical.js";
import { dayOf as dayAt } from "../time.ts";
import { at, dayOf, type Entry, instantOf, longestDays, type Times } from "./entry.ts";
import { ruleStarts } from "./rule-days.ts";
import { Unreadable } from "./unreadable.ts";
import type { KnownZone } from "./zones.ts";

/** Between which instants times matter, where days begin, and how many steps of rules may still be taken. */
export type Bounds = { from: number; until: number; home: KnownZone; steps: number };

/**
 * The times that an entry takes within the bounds, with those that replace some of it. By RFC 5545: its start, its rules
 * and single dates, without what is excepted. Throws Unreadable where it repeats too often to be followed.
 */
export function seriesTimes(entry: Entry, replacing: Entry[], bounds: Bounds): Times[] {
	const { home } = bounds;
	const taken = replacing.filter(({ isBusy }) => isBusy).map((each) => each.timesFrom(each.start));
	const gone = new Set([
		...timesIn(entry.component, "exdate", home).map((time) => keyOf(time, entry, home)),
		...replacing.flatMap(({ replaces }) => (replaces ? [keyOf(replaces, entry, home)] : [])),
	]);
	const later = replacing
		.filter(({ andFuture }) => andFuture)
		.flatMap((by) => (by.replaces ? [{ by, since: instantOf(by.replaces, home) }] : []))
		.sort((a, b) => b.since - a.since);
	const seen = new Set<number>();
	for (const { start, times } of occurrences(entry, bounds)) {
		if (seen.has(times.from) || gone.has(times.from) || gone.has(dayOf(start))) continue;
		seen.add(times.from);
		const change = later.find(({ since }) => since <= times.from)?.by;
		if (change?.isBusy) taken.push(change.timesFrom(moved(start, change, home)));
		else if (!change && entry.isBusy) taken.push(times);
	}
	return taken;
}

/** What an exception is known by: its instant, or its day where either side has no time of day. */
function keyOf(time: ICAL.Time, { start }: Entry, home: KnownZone): number | string {
	if (time.isDate) return dayOf(time);
	if (!start.isDate) return instantOf(time, home);
	return time.zone === ICAL.Timezone.utcTimezone ? dayAt(instantOf(time, home), home.tzid) : dayOf(time);
}

/** An occurrence as a change to it and all those after it has it: as much later, by the clock on the wall, as that one is. */
function moved(start: ICAL.Time, { start: to, replaces = to }: Entry, home: KnownZone): ICAL.Time {
	const walls = to.zone === replaces.zone;
	const at = (time: ICAL.Time) => (walls ? Date.parse(utcWall(time)) : instantOf(time, home));
	const next = start.clone();
	next.adjust(0, 0, 0, (at(to) - at(replaces)) / 1000);
	return next;
}

/** What a clock on the wall shows, as if it were UTC's. */
const utcWall = (time: ICAL.Time) => `${time.toString().slice(0, 19)}${time.isDate ? "" : "Z"}`;

type Occurrence = { start: ICAL.Time; times: Times };

/** Those that touch the bounds, in no order, some of them perhaps twice. */
function* occurrences({ component, start, timesFrom }: Entry, bounds: Bounds): Generator<Occurrence> {
	const { from, until, home } = bounds;
	const touches = (times: Times) => times.until > from && times.from < until;
	const first = timesFrom(start);
	if (touches(first)) yield { start, times: first };
	for (const property of component.getAllProperties("rdate")) {
		for (const value of property.getValues()) {
			const each = value instanceof ICAL.Period ? value.start : value;
			const times = timesFrom(at(each, home));
			if (value instanceof ICAL.Period) times.until = instantOf(at(value.getEnd(), home), home);
			if (touches(times)) yield { start: each, times };
		}
	}
	for (const property of component.getAllProperties("rrule")) {
		const rule = ruleOf(property, start, home);
		for (const next of starts(rule, start, from - (first.until - first.from), until)) {
			if (--bounds.steps < 0)
				throw new Unreadable("This calendar has entries that repeat more often than we can follow.");
			const times = timesFrom(next);
			if (times.from >= until || (rule.until && next.compare(rule.until) > 0)) break;
			if (touches(times)) yield { start: next, times };
		}
	}
}

const longer = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY"];
const shorter = ["HOURLY", "MINUTELY", "SECONDLY"];

/** What a rule gives from about `from` on. Of ical.js we take the steps by hours and less: some of its longer ones are not RFC 5545's. */
function* starts(rule: ICAL.Recur, start: ICAL.Time, from: number, until: number): Generator<ICAL.Time> {
	if (longer.includes(rule.freq)) {
		for (const wall of ruleStarts(rule, Date.parse(utcWall(start)), from - dayLength, until + dayLength)) {
			const at = new Date(wall);
			const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
			const [hour, minute, second] = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()];
			yield new ICAL.Time({ year, month, day, hour, minute, second, isDate: start.isDate }, start.zone);
		}
		return;
	}
	// Within a lifetime it is never back.
	if (rule.interval > longestDays) return;
	const steps = rule.iterator(nearer(start, rule, from));
	for (let next = steps.next(); next; next = steps.next()) yield next.clone();
}

const dayLength = 86_400_000;

/** A start from which a rule by hours and less gives the same from `from` on; where it counts, it has to begin at its beginning. */
function nearer(start: ICAL.Time, rule: ICAL.Recur, from: number): ICAL.Time {
	const next = start.clone();
	const days = (from - start.toUnixTime() * 1000) / dayLength;
	if (!rule.count) next.adjust(Math.max(0, Math.floor(days / rule.interval) - 1) * rule.interval, 0, 0, 0);
	return next;
}

/** A rule whose end means what its writer meant, also where it is written as a day or without a zone. */
function ruleOf(property: ICAL.Property, start: ICAL.Time, home: KnownZone): ICAL.Recur {
	const rule = property.getFirstValue();
	if (!(rule instanceof ICAL.Recur) || ![...longer, ...shorter].includes(rule.freq))
		throw new Error("no rule");
	const { until } = rule;
	if (!until) return rule;
	if (start.isDate && !until.isDate)
		rule.until = ICAL.Time.fromDateString(
			until.zone === ICAL.Timezone.utcTimezone ? dayAt(instantOf(until, home), home.tzid) : dayOf(until),
		);
	else if (!start.isDate && until.isDate)
		rule.until = new ICAL.Time({ ...dateOf(until), hour: 23, minute: 59, second: 59 }, start.zone);
	else if (until.zone === ICAL.Timezone.localTimezone) until.zone = start.zone;
	return rule;
}

const dateOf = ({ year, month, day }: ICAL.Time) => ({ year, month, day });

function timesIn(component: ICAL.Component, name: string, home: KnownZone): ICAL.Time[] {
	return component
		.getAllProperties(name)
		.flatMap((property) => property.getValues().map((each) => at(each, home)));
}
