import ICAL from "ical.js";
import { Unreadable } from "./unreadable.ts";

/** A part of a calendar, with what says when; `spoilt` where some of that makes no sense. */
export type Part = {
	name: string;
	properties: unknown[];
	parts: Part[];
	spoilt: boolean;
};

// Whatever else a calendar says, of whom and where, is nobody's business here: it is not even parsed.
const wanted = new Set([
	...["UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"],
	...["STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "FREEBUSY"],
	...["TZID", "TZOFFSETFROM", "TZOFFSETTO", "X-LIC-LOCATION"],
]);
const deepest = 20;

/**
 * The calendars in a text, by RFC 5545's content lines. A line that makes no sense spoils the part it stands in and no
 * other. Throws Unreadable for what is no calendar, ends in the middle of one, or nests deeper than any does.
 */
export function readParts(text: string): Part[] {
	const root: Part = { name: "", properties: [], parts: [], spoilt: false };
	const open = [root];
	for (const line of contentLines(text)) {
		const part = open.at(-1) ?? root;
		const [, name = "", value = ""] = /^([A-Za-z0-9-]+)[^:]*:?\s*(.*?)\s*$/s.exec(line) ?? [];
		if (/^begin$/i.test(name)) {
			if (open.length > deepest) throw new Unreadable("This calendar is nested deeper than any we know.");
			const next = { name: value.toLowerCase(), properties: [], parts: [], spoilt: false };
			part.parts.push(next);
			open.push(next);
		} else if (/^end$/i.test(name)) {
			if (part === root || part.name !== value.toLowerCase())
				throw new Unreadable(part.name.startsWith(value.toLowerCase()) ? cutOff : mixedUp);
			open.pop();
		} else if (!/^[A-Za-z-]+:\s*$/.test(line)) {
			try {
				part.properties.push(ICAL.parse.property(line));
			} catch {
				part.spoilt = true;
			}
		}
	}
	if (open.length > 1) throw new Unreadable(cutOff);
	const calendars = root.parts.filter(({ name }) => name === "vcalendar");
	if (calendars.length === 0) throw new Unreadable(notOne(text));
	return calendars;
}

const cutOff = "This calendar ends in the middle. Perhaps it was too long for where it comes from.";
const mixedUp = "The parts of this calendar are mixed up, so it cannot be read.";

function notOne(text: string): string {
	if (/^\s*(<!doctype|<html|<\?xml|<head|<body)/i.test(text))
		return "This address leads to a web page and not to a calendar. Look for an address in iCal format; it often ends in .ics.";
	return text.trim()
		? "What is at this address is no calendar. Look for an address in iCal format; it often ends in .ics."
		: "There is nothing at this address.";
}

/** The lines that are wanted, each with what was folded onto the next ones. */
function* contentLines(text: string): Generator<string> {
	const end = text.includes("\n") ? "\n" : "\r";
	let line = "";
	for (let at = 0; at < text.length; ) {
		const next = text.indexOf(end, at);
		const until = next < 0 ? text.length : next;
		const folded = text[at] === " " || text[at] === "\t";
		if (!folded) {
			if (isWanted(line)) yield mended(line);
			line = "";
		}
		line += text.slice(folded ? at + 1 : at, text[until - 1] === "\r" ? until - 1 : until);
		at = until + 1;
	}
	if (isWanted(line)) yield mended(line);
}

function isWanted(line: string): boolean {
	const name = /^[A-Za-z0-9-]+(?=[;:])/.exec(line.slice(0, 40))?.[0].toUpperCase();
	return name === "BEGIN" || name === "END" || (name !== undefined && wanted.has(name));
}

/** Many write a day without saying that it is one, times without their seconds, and rules with air in them: it is clear what they mean. */
function mended(line: string): string {
	if (/^RRULE:/i.test(line)) return line.replaceAll(" ", "");
	const [, name, rest, said] =
		/^(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)\b(.*):([\dTZ, ]+)$/i.exec(line) ?? [];
	if (name === undefined || rest === undefined || said === undefined) return line;
	const values = said.replaceAll(" ", "").replace(/(?<=T\d{4})(?=Z|,|$)/g, "00");
	const day = /^\d{8}(,\d{8})*$/.test(values) ? ";VALUE=DATE" : "";
	return `${name}${day}${rest.replace(/;VALUE=DATE(-TIME)?(?=;|$)/i, "")}:${values}`;
}
