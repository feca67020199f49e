import ICAL from "ical.js";
import { offsetMinutes } from "../time.ts";
import type { Part } from "./content-lines.ts";
import { zoneNamed } from "./zone-names.ts";

const dayLength = 86_400_000;

/** A zone as this machine knows it, whose rules are newer than those that most calendars carry along. */
export class KnownZone extends ICAL.Timezone {
	#days = new Map<number, number | undefined>();

	constructor(name: string) {
		super({ tzid: name });
	}

	/**
	 * Seconds ahead of UTC when its clocks show that: the earlier of the two where they do twice, and where they never do
	 * what held before, both as RFC 5545 wants it.
	 */
	override utcOffset({ year, month, day, hour, minute, second }: ICAL.Time): number {
		const wall = new Date(Date.UTC(2000, month - 1, day, hour, minute, second)).setUTCFullYear(
			...([year, month - 1, day] as const),
		);
		return 60 * (this.#wholeDay(Math.floor(wall / dayLength)) ?? this.#at(wall));
	}

	#at(wall: number): number {
		const before = offsetMinutes(wall - dayLength, this.tzid);
		const after = offsetMinutes(wall + dayLength, this.tzid);
		const holds = (offset: number) => offsetMinutes(wall - offset * 60_000, this.tzid) === offset;
		return !holds(before) && holds(after) ? after : before;
	}

	/** What holds all of a day and around it; undefined where clocks change. */
	#wholeDay(day: number): number | undefined {
		if (!this.#days.has(day)) {
			const before = offsetMinutes((day - 1) * dayLength, this.tzid);
			this.#days.set(day, before === offsetMinutes((day + 2) * dayLength, this.tzid) ? before : undefined);
		}
		return this.#days.get(day);
	}
}

/**
 * Has times be read in the zones that they name: those known here, else as the calendar itself explains them, else by
 * what offset is in the name, else in `usual`. Gives the names that nobody explains.
 */
export function registerZones(calendar: Part, usual: KnownZone): string[] {
	ICAL.TimezoneService.reset();
	const explained = new Map(
		calendar.parts.filter(({ name }) => name === "vtimezone").map((part) => [nameOf(part), part]),
	);
	const unknown: string[] = [];
	for (const name of named(calendar)) {
		const zone = zoneFor(name, explained.get(name));
		if (!zone) unknown.push(name);
		ICAL.TimezoneService.register(zone ?? offsetIn(name) ?? usual, name);
	}
	return unknown;
}

/** All that `(UTC-05:00) Eastern Time` says; whether there is a summer in it, nobody knows. */
function offsetIn(name: string): KnownZone | undefined {
	const [, sign, hours = "", minutes = "00"] = /(?:UTC|GMT) ?([+-])(\d\d?)(?:[:.](\d\d))?/i.exec(name) ?? [];
	return sign && Number(hours) < 15
		? new KnownZone(`${sign}${hours.padStart(2, "0")}:${minutes}`)
		: undefined;
}

function zoneFor(name: string, explained: Part | undefined): ICAL.Timezone | undefined {
	const known = zoneNamed(name) ?? zoneNamed(textOf(explained, "x-lic-location"));
	if (known) return new KnownZone(known);
	if (!explained || explained.spoilt || explained.parts.length === 0) return undefined;
	try {
		const zone = new ICAL.Timezone(componentOf(explained));
		zone.utcOffset(ICAL.Time.now());
		return zone;
	} catch {
		return undefined;
	}
}

/** Every zone that some time of a calendar names. */
function named(part: Part, found = new Set<string>()): Set<string> {
	if (part.name !== "vtimezone")
		for (const [, { tzid }] of part.properties as [string, { tzid?: unknown }][])
			if (typeof tzid === "string" && tzid) found.add(tzid);
	for (const each of part.parts) named(each, found);
	return found;
}

export function componentOf({ name, properties, parts }: Part): ICAL.Component {
	return new ICAL.Component([name, properties, parts.map((each) => componentOf(each).jCal)] as never);
}

const nameOf = (part: Part) => textOf(part, "tzid");

export const has = (part: Part, name: string) =>
	(part.properties as string[][]).some(([each]) => each === name);

/** What a part says under a name, first; empty for nothing. */
function textOf(part: Part | undefined, name: string): string {
	const [, , , value] = (part?.properties as string[][])?.find(([each]) => each === name) ?? [];
	return typeof value === "string" ? value : "";
}
