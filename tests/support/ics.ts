import { readCalendar } from "../../lib/feeds/read-calendar.ts";

/** A calendar of these lines, as RFC 5545 has them. */
export const calendar = (...lines: string[]) =>
	["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tests//EN", ...lines, "END:VCALENDAR", ""].join("\r\n");

let events = 0;

/** One entry of these lines, under a UID of its own unless one is among them. */
export const event = (...lines: string[]) =>
	[
		"BEGIN:VEVENT",
		...(lines.some((line) => line.startsWith("UID")) ? [] : [`UID:${++events}@calendars.example`]),
		"DTSTAMP:20261101T000000Z",
		...lines,
		"END:VEVENT",
	].join("\r\n");

const iso = (ms: number) => new Date(ms).toISOString().replace(":00.000Z", "Z");
type Where = { zone?: string; from?: string; until?: string };

/** What a calendar takes, as `2026-11-30T08:00Z/09:00Z`, with the day of the end where it is another one. */
export function taken(
	text: string,
	{ zone = "Europe/Berlin", from = "2026-11-01", until = "2029-01-01" }: Where = {},
) {
	const { times } = read(text, { zone, from, until });
	return times.map((time) => {
		const [start, end] = [iso(time.from), iso(time.until)];
		return `${start}/${end.slice(0, 10) === start.slice(0, 10) ? end.slice(11) : end}`;
	});
}
/** Read for a teacher in Berlin whose server is at book.example.org, unless said otherwise. */
export const read = (
	text: string,
	{ zone = "Europe/Berlin", from = "2026-11-01", until = "2029-01-01" }: Where = {},
) => readCalendar(text, { from: Date.parse(from), until: Date.parse(until), zone, host: "book.example.org" });
export const starts = (text: string, where?: Where) => taken(text, where).map((time) => time.split("/")[0]);
