import ICAL from "ical.js";
import { type Part, readParts } from "./content-lines.ts";
import { at, type Entry, instantOf, readEntry, type Times } from "./entry.ts";
import { merge } from "./merge.ts";
import { ourId } from "./our-id.ts";
import { type Bounds, seriesTimes } from "./series.ts";
import { Unreadable } from "./unreadable.ts";
import { componentOf, has, KnownZone, registerZones } from "./zones.ts";

export type Wish = {
	/** Milliseconds since 1970: what lies outside does not matter. */
	from: number;
	until: number;
	/** Where the teacher's days begin, and what times without a zone are read in. */
	zone: string;
	/** Entries with a UID of this host are bookings of ours. */
	host: string;
};

export type Read = {
	/** Apart from each other, in order. */
	times: Times[];
	/** And what bookings of ours take in it: whether their times count depends on with whom they are. */
	booked: { id: string; times: Times[] }[];
	/** Whether all of its entries made sense: else some time may be missing. */
	isWhole: boolean;
	/** What could not be read of it, for the teacher; null for nothing. */
	trouble: string | null;
};

export const mostTimes = 5_000;
/** Of our own; one more is taken for busy. */
const mostBooked = 1_000;
/** Of rules: a lesson a day takes eight hundred. */
const mostSteps = 40_000;

/**
 * When a calendar says that its owner is busy, from its text alone. Throws Unreadable for what is none, and for one that is
 * too much; an entry that makes no sense takes no time, and is told of. It may think for long about a hostile one: have it
 * done where that can be ended.
 */
export function readCalendar(text: string, { from, until, zone, host }: Wish): Read {
	const bounds: Bounds = { from, until, home: new KnownZone(zone), steps: mostSteps };
	const notes: Notes = { spoilt: 0, unknown: new Set() };
	const ours = new Map<string, Times[]>();
	const times = readParts(text.replaceAll("\0", "").trimStart()).flatMap((calendar) =>
		timesOf(calendar, bounds, host, notes, ours),
	);
	const booked = [...ours].map(([id, taken]) => ({ id, times: merge(taken, from, until) }));
	return {
		times: inOrder(times, { from, until }),
		booked,
		isWhole: notes.spoilt === 0,
		trouble: inWords(notes),
	};
}

/** Apart and in order, as a calendar's times are put down. Throws Unreadable for too many. */
export function inOrder(times: Times[], { from, until }: Pick<Wish, "from" | "until">): Times[] {
	const merged = merge(times, from, until);
	if (merged.length > mostTimes)
		throw new Unreadable(`This calendar takes more than ${mostTimes.toLocaleString("en")} times.`);
	return merged;
}

type Notes = { spoilt: number; unknown: Set<string> };

function timesOf(
	calendar: Part,
	bounds: Bounds,
	host: string,
	notes: Notes,
	ours: Map<string, Times[]>,
): Times[] {
	for (const name of registerZones(calendar, bounds.home)) notes.unknown.add(name);
	const times: Times[] = [];
	const series = new Map<string, Entry[]>();
	const attempt = (part: Part, read: () => void) => {
		try {
			read();
			if (part.spoilt) notes.spoilt++;
		} catch {
			notes.spoilt++;
		}
	};
	for (const part of calendar.parts) {
		if (part.name === "vfreebusy") attempt(part, () => times.push(...freeBusy(part, bounds)));
		if (part.name !== "vevent") continue;
		// A note about a time without one.
		if (!part.spoilt && !has(part, "dtstart")) continue;
		attempt(part, () => {
			const entry = readEntry(part, bounds.home);
			// One without a name has to do with no other.
			const name = entry.uid || `without ${series.size}`;
			series.set(name, [...(series.get(name) ?? []), entry]);
		});
	}
	for (const [name, entries] of series) {
		const id = ourId(name, host);
		const taken = entriesOrEach(entries, bounds, notes);
		if (id && (ours.has(id) || ours.size < mostBooked)) ours.set(id, [...(ours.get(id) ?? []), ...taken]);
		else times.push(...taken);
	}
	return times;
}

function entriesOrEach(entries: Entry[], bounds: Bounds, notes: Notes): Times[] {
	try {
		return entriesTimes(entries, bounds);
	} catch (error) {
		if (error instanceof Unreadable) throw error;
		notes.spoilt++;
		// Its rule makes no sense; what each says of itself does.
		return entries.filter(({ isBusy }) => isBusy).map((each) => each.timesFrom(each.start));
	}
}

/** The entries of one name: a series and what replaces some of it, each of which stands alone where there is no series. */
function entriesTimes(entries: Entry[], bounds: Bounds): Times[] {
	const whole = entries.filter(({ replaces }) => !replaces);
	const replacing = entries.filter(({ replaces }) => replaces);
	if (whole.length === 0)
		return replacing.filter(({ isBusy }) => isBusy).map((each) => each.timesFrom(each.start));
	return whole.flatMap((each) => seriesTimes(each, replacing, bounds));
}

/** What a server answers who may know when somebody is busy and nothing else. */
function freeBusy(part: Part, { home }: Bounds): Times[] {
	return componentOf(part)
		.getAllProperties("freebusy")
		.filter((property) => String(property.getParameter("fbtype") ?? "BUSY").toUpperCase() !== "FREE")
		.flatMap((property) => property.getValues())
		.map((period) => {
			if (!(period instanceof ICAL.Period)) throw new Error("no period");
			return {
				from: instantOf(at(period.start, home), home),
				until: instantOf(at(period.getEnd(), home), home),
			};
		});
}

function inWords({ spoilt, unknown }: Notes): string | null {
	const [zone] = unknown;
	const said = [
		spoilt > 0 &&
			`${spoilt === 1 ? "One of its entries makes" : `${spoilt} of its entries make`} no sense, in whole or in part, and may take too little time here. Until that is mended, what it took before stays taken.`,
		zone && `Nobody knows its time zone “${zone.slice(0, 60)}”: those times may be off.`,
	].filter(Boolean);
	return said.length ? said.join(" ") : null;
}
